import {
  certify,
  createCodec,
  createFacetCodec,
  createNearest,
  createSearch,
  createSets,
  facetQuery,
  type Item,
  type Pinyin,
} from '@yingma/core'
import { loadEdition, loadLexicon, loadPinyin } from '../src/index.ts'

/** Queries of every kind that people type: beginnings and ends of names, pinyin, initials, English, codes. */
function queriesFor(items: readonly Item[], pinyin: Pinyin): readonly string[] {
  return items.flatMap(({ name, nameEn, code }) => [
    name,
    name.slice(0, 2),
    name.slice(0, Math.ceil(name.length / 2)),
    name.slice(2, 5),
    name.slice(-3),
    pinyin.initials(name),
    pinyin.syllables(name).replaceAll(' ', ''),
    pinyin.initials(name.slice(2, 4)),
    nameEn,
    code.slice(0, 4),
    code,
  ])
}

/** Calls per second of the best of five runs of at least 200 ms. */
function perSecond(calls: number, run: () => void): number {
  let best = 0
  for (let round = 0; round < 5; round++) {
    let done = 0
    const start = performance.now()
    let elapsed = 0
    while (elapsed < 200) {
      run()
      done += calls
      elapsed = performance.now() - start
    }
    best = Math.max(best, (done * 1000) / elapsed)
  }
  return Math.round(best)
}

/** The time, in ms, that this share of the calls stay under; each call measured once, after one warm-up pass over a tenth. */
function percentile(share: number, inputs: readonly string[], call: (input: string) => void): number {
  for (const input of inputs.filter((_, at) => at % 10 === 0)) call(input)
  const times = inputs.map((input) => {
    const start = performance.now()
    call(input)
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function measure() {
  const edition = loadEdition()
  const { items } = edition
  const [facetCodec, codec, nearest, sets] = [
    createFacetCodec(edition),
    createCodec(edition),
    createNearest(edition),
    createSets(edition),
  ]
  const codes = items.map(({ code }) => code)
  const derived = codes.filter((code) => code.startsWith('20')).map((code) => `22${code.slice(2)}`)
  const pairs = items.map(({ code }, at) => [code, codes[(at * 7 + 1) % codes.length] ?? code])
  const questions = items.map((item) => facetQuery({ ...item.facets, scan: '98' }, item.modality))
  const pinyin = loadPinyin()
  const lexicon = loadLexicon()
  const search = createSearch(edition, { pinyin, lexicon })
  const queries = queriesFor(items, pinyin)
  const p99 = percentile(0.99, queries, (query) => search(query))
  const decodes = perSecond(codes.length, () => codes.forEach((code) => void facetCodec.facetsOf(code)))
  const certificate = timed(() => certify(edition, [edition]))
  const row = (what: string, value: number, unit: string, goal = '', met?: boolean) =>
    met === undefined ? { what, value, unit, goal } : { what, value, unit, goal, met }
  return [
    row('codes → facet tuples', decodes, 'codes/s', '≥ 1,000,000', decodes >= 1_000_000),
    row(
      'codes without item → facet tuples',
      perSecond(derived.length, () => derived.forEach((code) => void facetCodec.facetsOf(code))),
      'codes/s',
    ),
    row(
      'codes → fields, names and item',
      perSecond(codes.length, () => codes.forEach((code) => void codec.decode(code))),
      'codes/s',
    ),
    row(
      'pairs of codes → canonical set',
      perSecond(pairs.length, () => pairs.forEach((pair) => void sets.canonical(pair))),
      'sets/s',
    ),
    row(
      'facets → five nearest items',
      perSecond(questions.length, () => questions.forEach((query) => void nearest.toFacets(query))),
      'calls/s',
    ),
    row(`search, 99th percentile of ${queries.length} queries`, p99, 'ms', '≤ 2', p99 <= 2),
    row(
      'search, median',
      percentile(0.5, queries, (query) => search(query)),
      'ms',
    ),
    row(
      'search index with the lexicon, built once',
      timed(() => createSearch(edition, { pinyin, lexicon })),
      'ms',
    ),
    row('certificate against one release', certificate, 'ms', '< 3,000', certificate < 3000),
  ]
}

export default {
  name: 'core',
  about:
    'Codes, sets, search and the certificate on the whole edition, one thread. Every code is parsed and looked up field by field; nothing is cached between calls.',
  run: () => Promise.resolve(measure()),
}
