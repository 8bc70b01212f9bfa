import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { aboutQuery } from '#client/api/about.ts';
import { queryClient } from '#client/api/query-client.ts';
import { Screen } from '#client/features/about/about-screen.tsx';
import { PRIVACY } from '#client/features/about/privacy.ts';
import { CURVE_DEFINITIONS } from '#shared/figures/curve-definitions.ts';
import { DEFINITIONS } from '#shared/figures/definitions.ts';

const INSTALLATION = { name: 'Doorstroom', version: '1.2.3', mode: 'production', signIn: { password: true, singleSignOn: false } } as const;

afterEach(() => queryClient.clear());

function show(contacts: { office: string | null; dpo: string | null; security: string | null }): void {
  queryClient.setQueryData(aboutQuery.queryKey, { ...INSTALLATION, contacts });
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter>
        <Screen />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

describe('the screen Over', () => {
  it('says who answers for what, as the operator filled it in, and what is not filled in', () => {
    show({ office: 'OCMW Diest, info@diest.test', dpo: null, security: 'lek@diest.test' });
    const contact = within(screen.getByRole('region', { name: 'Contact' }));
    for (const text of ['OCMW Diest, info@diest.test', 'lek@diest.test', /^Nog niet ingevuld/, 'Doorstroom 1.2.3'])
      expect(contact.getByText(text)).toBeDefined();
  });

  it('holds both statements, and every definition in the words of the figures themselves', () => {
    show({ office: null, dpo: null, security: null });
    for (const name of ['Privacyverklaring', 'Toegankelijkheidsverklaring']) expect(screen.getByRole('region', { name })).toBeDefined();
    const page = document.body.textContent;
    for (const { text } of Object.values({ ...DEFINITIONS, ...CURVE_DEFINITIONS })) expect(page).toContain(text.nl);
  });
});

describe('the privacy statement', () => {
  it('is the same in docs/, in each language', () => {
    const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'privacy', 'statement.md'), 'utf8');
    for (const language of ['nl', 'en', 'fr'] as const) {
      for (const { title, paragraphs } of PRIVACY)
        for (const each of [title, ...paragraphs]) expect(document).toContain(`${each[language]}\n`);
    }
  });
});
