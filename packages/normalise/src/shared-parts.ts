import type { Said, UnplacedItem, Verdict } from './placed-result.ts'
import type { ResultItem } from './result.ts'

/** Parts kept once each. Beyond it parts are no longer shared, which costs memory and changes nothing. */
const MOST = 100_000

/** Keeps one copy of equal verdicts and items: there are few, and many results that hold them. */
export class SharedParts {
  readonly #verdicts = new Map<string, Verdict>()
  readonly #items = new Map<string, UnplacedItem>()
  readonly #said = new Map<string, Said>()

  /** The same content as given, in objects that equal readings share. */
  share(verdict: Verdict, items: readonly ResultItem[]): Said {
    const spans = [...new Set(items.map((item) => item.spans))]
    const lists = spans.map((list) => list.map(([, , facet]) => facet))
    const unplaced = items.map((item) => this.#item(item, spans.indexOf(item.spans)))
    const verdictKey = keyOfVerdict(verdict)
    const key = `${verdictKey}\n${unplaced.map(({ key }) => key).join('\n')}\n${lists.join('\n')}`
    return keptIn(this.#said, key, () => ({
      verdict: keptIn(this.#verdicts, verdictKey, () => verdict),
      items: unplaced.map(({ item }) => item),
      lists,
    }))
  }

  #item({ spans: _spans, ...item }: ResultItem, list: number): { key: string; item: UnplacedItem } {
    const key = item.code === null ? `${list} ${item.missing} ${item.closest}` : `${list} ${item.code} ${item.relation}`
    return { key, item: keptIn(this.#items, key, () => ({ item, list })) }
  }
}

function keyOfVerdict(verdict: Verdict): string {
  const { state, confidence, modifiers, defaults, classes, flags, reason, candidates, rules } = verdict
  const others = candidates.length === 0 ? '' : JSON.stringify(candidates)
  return `${state} ${confidence} ${modifiers} ${defaults} ${classes} ${flags} ${reason} ${rules} ${others}`
}

function keptIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  if (map.size < MOST) map.set(key, made)
  return made
}
