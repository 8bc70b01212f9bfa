import { type ComponentType, lazy, useState } from 'react';

/** A component whose code comes when it is needed, or once `fetch` is called. `fetch` never rejects: a failure is told where the part is shown. */
export type Part = ComponentType & { readonly fetch: () => Promise<void> };

/**
 * What has come is drawn at once. React's own `lazy` first shows what stands in its place, even when the code is there, and whatever stands in a
 * place React keeps there for 300 ms.
 */
export function part(load: () => Promise<ComponentType>): Part {
  let come: ComponentType | undefined;
  const fetch = async () => {
    come = await load();
    return { default: come };
  };
  const Coming = lazy(fetch);
  // biome-ignore lint/correctness/noComponentHookFactories: called once for a part, where its module begins.
  function Shown() {
    const [Component] = useState(() => come ?? Coming);
    return <Component />;
  }
  return Object.assign(Shown, {
    fetch: async () => {
      await fetch().catch(() => undefined);
    },
  });
}
