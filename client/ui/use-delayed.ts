import { useEffect, useState } from 'react';

/** True once `isOn` has lasted so many milliseconds: what is over sooner never flickers. */
export function useDelayed(isOn: boolean, milliseconds = 200): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setHasLasted(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [isOn, milliseconds]);
  return isOn && hasLasted;
}
