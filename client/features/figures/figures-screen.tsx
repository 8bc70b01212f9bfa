import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { figurePath } from '#client/paths.ts';
import { Card } from '#client/ui/card.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { figureWords } from './figure-locales.ts';
import styles from './figures.module.css';
import { useFigurePlace } from './place/use-figure-place.ts';
import { registryWords } from './registry-locales.ts';
import { figureSlugs } from './slugs.ts';

/** Every figure with the question that it answers. A selection made elsewhere goes along. */
export function Screen() {
  const words = useWords(figureWords);
  const names = useWords(registryWords);
  const place = useFigurePlace();
  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
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
