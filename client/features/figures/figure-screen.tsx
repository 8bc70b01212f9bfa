import { useNavigate, useParams } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { figurePath, paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Select } from '#client/ui/select.tsx';
import { toast } from '#client/ui/toast.ts';
import { figureWords } from './figure-locales.ts';
import styles from './figures.module.css';
import { FigureFilters } from './place/figure-filters.tsx';
import { useCohortText, useFigurePlace, useFilterTexts, useSelectionText } from './place/use-figure-place.ts';
import { registry } from './registry.ts';
import { registryWords } from './registry-locales.ts';
import { type FigureSlug, figureSlugs, isFigureSlug } from './slugs.ts';
import { ChangesCard } from './whole/changes-card.tsx';
import { FilesCard } from './whole/files-card.tsx';

/** One figure at its full size: what it says, how it is counted, whose files stand behind it, and what changed in it. */
export function Screen() {
  const { figure = '' } = useParams();
  return isFigureSlug(figure) ? <Figure key={figure} slug={figure} /> : <Unknown />;
}

function Figure({ slug }: { slug: FigureSlug }) {
  const words = useWords(figureWords);
  const names = useWords(registryWords);
  const navigate = useNavigate();
  const place = useFigurePlace();
  const selection = useSelectionText(place);
  const cohort = useCohortText(place);
  const filters = useFilterTexts(place).join(' · ');
  const { Figure: Whole, time, splits, files, changes } = registry[slug];
  return (
    <>
      <PageHead
        title={names(slug)}
        subtitle={{ periods: selection, cohort, quarters: filters }[time]}
        breadcrumbs={[
          { label: words('title'), to: `${paths.figures}${place.search({ dossiers: null, vorige: null })}` },
          { label: names(slug) },
        ]}
        actions={
          <div className={styles.headActions} data-print="no">
            <Select
              label={words('choose')}
              isLabelHidden
              placeholder={null}
              options={figureSlugs.map((value) => ({ value, label: names(value) }))}
              value={slug}
              onChange={(next) => void navigate(figurePath(next ?? slug, place.search({ dossiers: null, vorige: null })))}
            />
            <CopyLink />
          </div>
        }
      />
      <FigureFilters place={place} time={time} splits={splits} />
      <div className={styles.page}>
        <Whole place={place} size="whole" />
        {files ? <FilesCard place={place} files={files} /> : null}
        {changes ? <ChangesCard place={place} changes={changes} /> : null}
      </div>
    </>
  );
}

/** All of the selection stands in the address, so the address is the way to hand it on. */
function CopyLink() {
  const words = useWords(figureWords);
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(window.location.href).then(
      () => true,
      () => false,
    );
    toast({ text: words(isCopied ? 'copied' : 'copy-failed') });
  };
  return <Button onClick={() => void copy()}>{words('copy')}</Button>;
}

function Unknown() {
  const words = useWords(figureWords);
  return (
    <>
      <PageHead title={words('unknown')} breadcrumbs={[{ label: words('title'), to: paths.figures }]} />
      <EmptyState icon="search" title={words('unknown')} action={<LinkButton to={paths.figures}>{words('to-list')}</LinkButton>}>
        {words('unknown.text')}
      </EmptyState>
    </>
  );
}
