import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { MultiSelect } from '#client/ui/multi-select.tsx';
import { NumberField } from '#client/ui/number-field.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';

const reasons = [
  { value: 'completed', label: 'Afgerond' },
  { value: 'dismissed', label: 'Ontslagen' },
] as const;

describe('a field', () => {
  it('ties label, hint and error to its input', () => {
    render(<TextField label="Werkgever" hint="Zoals op het contract" error="Vul de werkgever in." value="" onChange={() => {}} />);
    const input = screen.getByLabelText('Werkgever');
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['Zoals op het contract', 'Vul de werkgever in.']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('says that it may be left empty', () => {
    render(<TextField label="Notitie" isOptional value="" onChange={() => {}} />);
    expect(screen.getByLabelText('Notitie (niet verplicht)')).toBeDefined();
  });
});

describe('a select', () => {
  it('gives the chosen value, and null for the empty choice', async () => {
    const onChange = vi.fn();
    render(<Select label="Reden" options={reasons} value="completed" onChange={onChange} />);
    await userEvent.selectOptions(screen.getByLabelText('Reden'), 'Ontslagen');
    expect(onChange).toHaveBeenLastCalledWith('dismissed');
    await userEvent.selectOptions(screen.getByLabelText('Reden'), 'Kies…');
    expect(onChange).toHaveBeenLastCalledWith(null);
  });

  it('has no empty choice where a choice is always made', () => {
    render(<Select label="Reden" options={reasons} value="completed" placeholder={null} onChange={() => {}} />);
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Afgerond', 'Ontslagen']);
  });
});

describe('a choice of several', () => {
  it('keeps the order of the options, not that of the pressing', async () => {
    render(<Reasons />);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Ontslagen' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Afgerond' }));
    expect(screen.getByRole('status').textContent).toBe('completed,dismissed');
    expect(screen.getByRole('group', { name: 'Redenen' })).toBeDefined();
  });
});

describe('radio cards', () => {
  it('are radio buttons of one group, so that arrow keys move the choice', async () => {
    const onChange = vi.fn();
    render(<RadioCards label="Stap" options={reasons} value="completed" onChange={onChange} />);
    const names = screen.getAllByRole<HTMLInputElement>('radio').map((radio) => radio.name);
    expect(new Set(names).size).toBe(1);
    await userEvent.click(screen.getByRole('radio', { name: 'Ontslagen' }));
    expect(onChange).toHaveBeenCalledWith('dismissed');
  });
});

describe('a number field', () => {
  it('reads a comma', async () => {
    const onNumber = vi.fn();
    render(<Hours onNumber={onNumber} />);
    await userEvent.type(screen.getByLabelText('Uren'), '19,5');
    expect(onNumber).toHaveBeenLastCalledWith(19.5);
  });

  it('keeps a number that is too high, gives it not on, and says so when left', async () => {
    const onNumber = vi.fn();
    render(<Hours onNumber={onNumber} />);
    await userEvent.type(screen.getByLabelText('Uren'), '380');
    await userEvent.tab();
    expect(onNumber).toHaveBeenLastCalledWith(null);
    expect(screen.getByLabelText<HTMLInputElement>('Uren').value).toBe('380');
    expect(screen.getByText('Het getal is hoogstens 38.')).toBeDefined();
  });
});

describe('a search field', () => {
  it('is emptied by Escape and keeps the focus', async () => {
    render(<Search />);
    const input = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Zoeken' });
    input.focus();
    await userEvent.keyboard('{Escape}');
    expect(input.value).toBe('');
    expect(document.activeElement).toBe(input);
  });
});

describe('a place to drop a file', () => {
  it('takes a file from the button too, and the same file twice', async () => {
    const onFile = vi.fn();
    render(<FileDrop label="Bestand" file={null} onFile={onFile} />);
    const file = new File(['participant;step'], 'stappen.csv', { type: 'text/csv' });
    await userEvent.upload(screen.getByLabelText('Bestand'), file);
    await userEvent.upload(screen.getByLabelText('Bestand'), file);
    expect(onFile).toHaveBeenCalledTimes(2);
    expect(onFile).toHaveBeenLastCalledWith(file);
  });
});

function Reasons() {
  const [value, setValue] = useState<('completed' | 'dismissed')[]>([]);
  return (
    <>
      <MultiSelect label="Redenen" options={reasons} value={value} onChange={setValue} />
      <output>{value.join(',')}</output>
    </>
  );
}

function Hours({ onNumber }: { onNumber: (value: number | null) => void }) {
  const [value, setValue] = useState<number | null>(null);
  const change = (next: number | null) => {
    onNumber(next);
    setValue(next);
  };
  return <NumberField label="Uren" value={value} onChange={change} max={38} decimals={1} unit="uur per week" />;
}

function Search() {
  const [value, setValue] = useState('diallo');
  return <SearchField label="Zoeken" value={value} onChange={setValue} />;
}
