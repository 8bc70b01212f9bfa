import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { figurePath, paths } from '#client/paths.ts';
import { Card } from '#client/ui/card.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { figureWords } from './figure-locales.ts';
import styles from './figures.module.css';
import { useFigurePlace } from './place/use-figure-place.ts';
import { registryWords } from './registry-locales.ts';
import { figureSlugs } from './slugs.ts';
import { targetWords } from './targets/locales.ts';

/** Every figure with the question that it answers. A selection made elsewhere goes along. */
export function Screen() {
  const words = useWords(figureWords);
  const names = useWords(registryWords);
  const targets = useWords(targetWords);
  const place = useFigurePlace();
  return (
    <>
      <PageHead
        title={words('title')}
        subtitle={words('subtitle')}
        actions={<LinkButton to={paths.targets}>{targets('title')}</LinkButton>}
      />
      <Card>
        <ul className={styles.list}>
          {figureSlugs.map((slug) => (
            <li key={slug}>
              <Link to={figurePath(slug, place.search({}))}>{names(slug)}</Link>
              <p>{names(`${slug}.text`)}</p>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
