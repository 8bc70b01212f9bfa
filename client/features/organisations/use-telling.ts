import { useMunicipalityName } from '#client/api/about.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { dayText, today } from '#client/ui/date-text.ts';
import type { Organisation } from '#shared/contract/organisations.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { organisationsWords } from './locales.ts';

/** How one speaks of an organisation. */
export function useTelling() {
  const words = useWords(organisationsWords);
  const label = useLabel();
  const municipality = useMunicipalityName();
  return {
    setting: ({ setting }: Organisation) => label(LABELS.setting[setting]),
    forms: ({ workForms }: Organisation) => workForms.map((form) => label(LABELS.workForm[form])).join(', '),
    municipality: (organisation: Organisation) => (organisation.municipality === null ? '' : municipality(organisation.municipality)),
    /** `Sociale economie · Diest · groen` */
    place: (organisation: Organisation) =>
      [
        label(LABELS.setting[organisation.setting]),
        organisation.municipality && municipality(organisation.municipality),
        organisation.sector,
      ]
        .filter(Boolean)
        .join(' · '),
    proposed: ({ proposedBy, createdAt }: Organisation) => {
      const day = dayText(today(new Date(createdAt)));
      return proposedBy ? words('proposed-by', { name: proposedBy.name, day }) : words('proposed-on', { day });
    },
  };
}
