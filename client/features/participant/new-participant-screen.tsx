import { BeingBuilt } from '#client/shell/being-built.tsx';

export function Screen() {
  return <BeingBuilt title="nav.participants" />;
}
