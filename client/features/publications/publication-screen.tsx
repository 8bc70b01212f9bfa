import { useParams } from 'react-router';
import { PublicationView } from './view/publication-view.tsx';

/** `/publicaties/:id` */
export function Screen() {
  const { id = '' } = useParams();
  return <PublicationView key={id} id={id} />;
}
