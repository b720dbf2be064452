import type { Normalised, NormaliseInput, Normaliser } from '../result.ts'

/** An input whose result a change of the memory would change. */
export interface Changed<T extends NormaliseInput> {
  readonly input: T
  readonly before: Normalised
  readonly after: Normalised
}

/** Every input whose state, items or relations differ between two normalisers, in the order given. */
export function previewChange<T extends NormaliseInput>(
  inputs: Iterable<T>,
  before: Normaliser,
  after: Normaliser,
): readonly Changed<T>[] {
  const changed: Changed<T>[] = []
  for (const input of inputs) {
    const [old, now] = [before.normalise(input), after.normalise(input)]
    if (essence(old) !== essence(now)) changed.push({ input, before: old, after: now })
  }
  return changed
}

function essence({ state, reason, items }: Normalised): string {
  return `${state} ${reason ?? ''} ${items.map(({ code, relation }) => `${code ?? ''}:${relation}`).join('+')}`
}
