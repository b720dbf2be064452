/** The languages in which a problem can be said. */
export type Language = 'zh' | 'en'

/** Every problem is plain data, told apart by its `code`. */
export interface ProblemShape {
  readonly code: string
}

/** One language of a catalogue: a text for every code of the union, nothing missing and nothing else. */
export type ProblemTexts<P extends ProblemShape> = {
  readonly [C in P['code']]: (problem: Extract<P, { readonly code: C }>) => string
}

/** The texts of one union of problems. The types hold both languages to the same codes; `catalogueGaps` proves it at run time. */
export interface Catalogue<P extends ProblemShape> {
  readonly zh: ProblemTexts<P>
  readonly en: ProblemTexts<P>
}

/** Says a problem in one language. */
export type Render<P extends ProblemShape> = (problem: P, language: Language) => string

/**
 * Makes the one function that renders the problems of a catalogue. A code without a text is a bug of the program, so it throws.
 */
export function createRender<P extends ProblemShape>(catalogue: Catalogue<P>): Render<P> {
  return (problem, language) => {
    // Each text takes its own member of the union; which one is known only by the code, which the look-up below follows.
    const texts = catalogue[language] as unknown as Readonly<Record<string, ((problem: P) => string) | undefined>>
    const text = Object.hasOwn(texts, problem.code) ? texts[problem.code] : undefined
    if (text === undefined) throw new Error(`no ${language} text for the problem ${problem.code}`)
    return text(problem)
  }
}

/**
 * Joins the catalogues of several packages into one, so that a program renders whatever it is handed. A code that two
 * catalogues claim is a bug, so it throws.
 */
export function joinCatalogues<A extends ProblemShape, B extends ProblemShape>(
  a: Catalogue<A>,
  b: Catalogue<B>,
): Catalogue<A | B> {
  for (const code of Object.keys(b.zh)) {
    if (Object.hasOwn(a.zh, code)) throw new Error(`two catalogues have a text for the problem ${code}`)
  }
  return { zh: { ...a.zh, ...b.zh }, en: { ...a.en, ...b.en } } as unknown as Catalogue<A | B>
}

/** Codes that one language has and the other lacks, read both ways; an empty list means parity. */
export function catalogueGaps<P extends ProblemShape>(catalogue: Catalogue<P>): readonly string[] {
  const zh = Object.keys(catalogue.zh)
  const en = Object.keys(catalogue.en)
  return [
    ...zh.filter((code) => !en.includes(code)).map((code) => `en lacks ${code}`),
    ...en.filter((code) => !zh.includes(code)).map((code) => `zh lacks ${code}`),
  ]
}
