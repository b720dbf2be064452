import type { Said, UnplacedItem, Verdict } from './placed-result.ts'
import type { ResultItem, Span } from './result.ts'

/** Parts kept once each. Beyond it parts are no longer shared, which costs memory and changes nothing. */
const MOST = 20_000

/** Keeps one copy of equal verdicts, items and lists: there are few, and many results that hold them. */
export class SharedParts {
  readonly #verdicts = new Map<string, Verdict>()
  readonly #items = new Map<string, UnplacedItem>()
  readonly #facets = new Map<string, readonly string[]>()

  /** The same content as given, its parts in objects that other readings share. `lists`: the lists of spans of the items. */
  share(verdict: Verdict, items: readonly ResultItem[], lists: readonly (readonly Span[])[]): Said {
    return {
      verdict: keptIn(this.#verdicts, keyOfVerdict(verdict), verdict),
      items: items.map((item) => this.#unplaced(item, lists)),
    }
  }

  #unplaced({ spans, ...item }: ResultItem, lists: readonly (readonly Span[])[]): UnplacedItem {
    const facets = this.#facetsOf(spans)
    let after = 0
    for (const list of lists) {
      if (list === spans) break
      after += 2 * list.length
    }
    const said = item.code === null ? `${item.missing} ${item.closest}` : item.code + item.relation
    return keptIn(this.#items, `${after} ${said} ${facets}`, { item, facets, after })
  }

  #facetsOf(spans: readonly Span[]): readonly string[] {
    let key = ''
    for (const [, , facet] of spans) key += `${facet} `
    return (
      this.#facets.get(key) ??
      keptIn(
        this.#facets,
        key,
        spans.map(([, , facet]) => facet),
      )
    )
  }
}

function keyOfVerdict(verdict: Verdict): string {
  const { state, confidence, modifiers, defaults, classes, flags, reason, candidates, rules } = verdict
  let key = `${state} ${confidence} ${reason ?? ''}`
  for (const list of [modifiers, defaults, classes, flags, rules]) key += list.length === 0 ? '|' : `|${list}`
  return candidates.length === 0 ? key : key + JSON.stringify(candidates)
}

function keptIn<T>(map: Map<string, T>, key: string, made: T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  if (map.size < MOST) map.set(key, made)
  return made
}
