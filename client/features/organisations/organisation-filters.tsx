import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { settings, workForms } from '#client/organisations/codes.ts';
import { organisationWords } from '#client/organisations/locales.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { organisationsWords } from './locales.ts';
import styles from './organisations.module.css';
import { type Place, standings } from './use-place.ts';

export function OrganisationFilters({ place, isSearching }: { place: Place; isSearching: boolean }) {
  const words = useWords(organisationsWords);
  const names = useWords(organisationWords);
  const label = useLabel();
  const { role } = useUser();
  const { data: municipalities } = useQuery(municipalitiesQuery);
  // The steering group sees what was approved only.
  const shown = role === 'steering-group' ? standings.filter((standing) => standing === 'active' || standing === 'ended') : standings;
  return (
    <search className={styles.filters} data-print="no">
      <div className={styles.search}>
        <SearchField
          label={words('search')}
          isLabelHidden
          placeholder={words('search')}
          value={place.search}
          onChange={place.setSearch}
          isSearching={isSearching}
        />
      </div>
      <Select
        label={names('setting')}
        isLabelHidden
        placeholder={words('all-settings')}
        options={settings.map((value) => ({ value, label: label(LABELS.setting[value]) }))}
        value={place.setting}
        onChange={place.setSetting}
      />
      <Select
        label={names('workForms')}
        isLabelHidden
        placeholder={words('all-forms')}
        options={workForms.map((value) => ({ value, label: label(LABELS.workForm[value]) }))}
        value={place.workForm}
        onChange={place.setWorkForm}
      />
      <Select
        label={names('municipality')}
        isLabelHidden
        placeholder={words('all-municipalities')}
        options={(municipalities?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={place.municipality}
        onChange={place.setMunicipality}
      />
      <Select
        label={words('standing')}
        isLabelHidden
        placeholder={null}
        options={shown.map((value) => ({ value, label: words(`standing.${value}`) }))}
        value={place.standing}
        onChange={place.setStanding}
      />
    </search>
  );
}
