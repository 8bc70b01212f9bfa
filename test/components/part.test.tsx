import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it } from 'vitest';
import { part } from '#client/part.tsx';

const Chart = () => <p>de tekening</p>;

describe('a part of the client that comes when it is needed', () => {
  it('is drawn at once when it has come', async () => {
    const Part = part(async () => Chart);
    await Part.fetch();
    render(<Part />, { wrapper: Waiting });
    expect(document.body.textContent).toBe('de tekening');
  });

  it('leaves its place to what waits until it comes', async () => {
    const Part = part(async () => Chart);
    render(<Part />, { wrapper: Waiting });
    expect(document.body.textContent).toBe('even geduld');
    expect(await screen.findByText('de tekening')).toBeTruthy();
  });

  it('is asked for again when it did not come the first time', async () => {
    let isUnreachable = true;
    const Part = part(async () => {
      if (isUnreachable) throw new Error('unreachable');
      return Chart;
    });
    await Part.fetch();
    isUnreachable = false;
    render(<Part />, { wrapper: Waiting });
    expect(await screen.findByText('de tekening')).toBeTruthy();
  });
});

function Waiting({ children }: { children: React.ReactNode }) {
  return <Suspense fallback={<p>even geduld</p>}>{children}</Suspense>;
}
