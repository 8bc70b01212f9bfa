import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button } from '#client/ui/button.tsx';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { MultiSelect } from '#client/ui/multi-select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { toast } from '#client/ui/toast.ts';
import { ToastRegion } from '#client/ui/toast-region.tsx';

afterEach(() => {
  vi.useRealTimers();
});

describe('a button whose deed is under way', () => {
  it('keeps the focus, says that it is busy and ignores presses', async () => {
    const onClick = vi.fn();
    render(
      <Button isPending onClick={onClick}>
        Vastleggen
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Vastleggen' });
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(onClick).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
  });

  it('does not send its form a second time', () => {
    const onSubmit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button type="submit" isPending>
          Vastleggen
        </Button>
      </form>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

describe('a summary of errors', () => {
  it('takes the focus when it appears and again at each attempt', () => {
    const { rerender } = render(<Form attempt={0} />);
    expect(screen.queryByRole('alert')).toBeNull();
    rerender(<Form attempt={1} />);
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    screen.getByLabelText('Werkgever').focus();
    rerender(<Form attempt={2} />);
    expect(document.activeElement).toBe(screen.getByRole('alert'));
  });

  it('leads to the field, and into a group to its first choice', async () => {
    render(<Form attempt={1} />);
    await userEvent.click(screen.getByRole('link', { name: 'Vul de werkgever in.' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Werkgever'));
    await userEvent.click(screen.getByRole('link', { name: 'Kies een werkvorm.' }));
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Maatwerk' }));
  });

  it('counts what is wrong', () => {
    render(<Form attempt={1} />);
    expect(screen.getByText('Er zijn nog 2 dingen niet in orde')).toBeDefined();
  });
});

describe('a message about what was done', () => {
  it('is said in a live region that was there before it', () => {
    render(<ToastRegion />);
    const region = screen.getByRole('status');
    act(() => toast({ text: 'Stap bewaard' }));
    expect(region.textContent).toContain('Stap bewaard');
  });

  it('offers to undo, and goes when that is pressed', async () => {
    const undo = vi.fn();
    render(<ToastRegion />);
    act(() => toast({ text: 'Stap ingetrokken', action: { label: 'Ongedaan maken', onPress: undo } }));
    await userEvent.click(screen.getByRole('button', { name: 'Ongedaan maken' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Stap ingetrokken')).toBeNull();
  });

  it('leaves by itself, but not while the focus is in it', () => {
    vi.useFakeTimers();
    render(<ToastRegion />);
    act(() => toast({ text: 'Bewaard met keuze', action: { label: 'Terug', onPress: () => {} } }));
    act(() => screen.getByRole('button', { name: 'Terug' }).focus());
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByText('Bewaard met keuze')).toBeDefined();
    act(() => screen.getByRole('button', { name: 'Terug' }).blur());
    act(() => void vi.advanceTimersByTime(21_000));
    expect(screen.queryByText('Bewaard met keuze')).toBeNull();
  });
});

describe('a skeleton', () => {
  it('shows nothing in the first 200 milliseconds', () => {
    vi.useFakeTimers();
    render(<Skeleton />);
    act(() => void vi.advanceTimersByTime(199));
    expect(screen.queryByText('Laden…')).toBeNull();
    act(() => void vi.advanceTimersByTime(1));
    expect(screen.getByText('Laden…')).toBeDefined();
  });
});

const errors = [
  { fieldId: 'employer', message: 'Vul de werkgever in.' },
  { fieldId: 'forms', message: 'Kies een werkvorm.' },
];

function Form({ attempt }: { attempt: number }) {
  return (
    <>
      <ErrorSummary errors={attempt === 0 ? [] : errors} attempt={attempt} />
      <TextField id="employer" label="Werkgever" value="" onChange={() => {}} />
      <MultiSelect id="forms" label="Werkvormen" options={[{ value: 'a', label: 'Maatwerk' }]} value={[]} onChange={() => {}} />
    </>
  );
}
