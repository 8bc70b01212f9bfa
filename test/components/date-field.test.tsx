import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { DateField } from '#client/ui/date-field.tsx';

const todayIs = '2026-11-23';

function Form({
  start = null,
  onDay = () => {},
  max,
  hasShortcuts = false,
}: {
  start?: string | null;
  onDay?: (day: string | null) => void;
  max?: string;
  hasShortcuts?: boolean;
}) {
  const [day, setDay] = useState<string | null>(start);
  const change = (next: string | null) => {
    onDay(next);
    setDay(next);
  };
  return (
    <>
      <DateField label="Datum" value={day} onChange={change} todayIs={todayIs} max={max} hasShortcuts={hasShortcuts} />
      <button type="button" onClick={() => setDay('2026-01-02')}>
        van buiten
      </button>
    </>
  );
}

const input = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Datum' });

describe('a date field', () => {
  it('shows its day as dd/mm/jjjj', () => {
    render(<Form start="2026-11-03" />);
    expect(input().value).toBe('03/11/2026');
  });

  it('gives the day on as soon as it can be read, and writes it out when left', async () => {
    const onDay = vi.fn();
    render(<Form onDay={onDay} />);
    await userEvent.type(input(), '3-11-26');
    expect(onDay).toHaveBeenLastCalledWith('2026-11-03');
    expect(input().value).toBe('3-11-26');
    await userEvent.tab();
    expect(input().value).toBe('03/11/2026');
  });

  it('keeps what it cannot read and says how to write it', async () => {
    const onDay = vi.fn();
    render(<Form start="2026-11-03" onDay={onDay} />);
    await userEvent.clear(input());
    await userEvent.type(input(), 'eind november');
    await userEvent.tab();
    expect(input().value).toBe('eind november');
    expect(onDay).toHaveBeenLastCalledWith(null);
    expect(input().getAttribute('aria-invalid')).toBe('true');
  });

  it('ties its complaint to the input', async () => {
    render(<Form />);
    await userEvent.type(input(), '31/2/2026');
    await userEvent.tab();
    const complaint = screen.getByText('Deze dag bestaat niet: 31/2/2026.');
    expect(input().getAttribute('aria-describedby')).toBe(complaint.closest('p')?.id);
  });

  it('refuses a day after the latest, and complains only when left', async () => {
    const onDay = vi.fn();
    render(<Form onDay={onDay} max={todayIs} />);
    await userEvent.type(input(), '24/11/2026');
    expect(screen.queryByText(/tot en met/)).toBeNull();
    await userEvent.tab();
    expect(screen.getByText('Kies een datum tot en met 23/11/2026.')).toBeDefined();
    expect(onDay).not.toHaveBeenCalledWith('2026-11-24');
  });

  it('is silent again while the day is being mended', async () => {
    render(<Form />);
    await userEvent.type(input(), 'x');
    await userEvent.tab();
    await userEvent.type(input(), '1');
    expect(input().getAttribute('aria-invalid')).toBeNull();
  });

  it('takes today and yesterday with one press', async () => {
    const onDay = vi.fn();
    render(<Form onDay={onDay} hasShortcuts />);
    await userEvent.click(screen.getByRole('button', { name: 'Gisteren' }));
    expect(onDay).toHaveBeenLastCalledWith('2026-11-22');
    expect(input().value).toBe('22/11/2026');
  });

  it('follows a day that comes from elsewhere', async () => {
    render(<Form start="2026-11-03" />);
    await userEvent.click(screen.getByRole('button', { name: 'van buiten' }));
    expect(input().value).toBe('02/01/2026');
  });
});
