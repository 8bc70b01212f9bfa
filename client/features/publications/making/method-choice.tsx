import { useWords } from '#client/locales/words.ts';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import type { PublicationMethod } from '#shared/contract/publications.ts';
import { methodWords } from './method-locales.ts';

const METHODS = ['rounding', 'suppression'] as const satisfies readonly PublicationMethod[];

type MethodChoiceProps = { label: string; value: PublicationMethod; onChange: (method: PublicationMethod) => void };

/** The ways in which people can be protected, each with what it does in a sentence. */
export function MethodChoice({ label, value, onChange }: MethodChoiceProps) {
  const words = useWords(methodWords);
  const options = METHODS.map((method) => ({ value: method, label: words(method), description: words(`${method}.text`) }));
  return <RadioCards label={label} options={options} value={value} onChange={onChange} />;
}
