import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { createAnswerCache } from '../src/suggest/answer-cache.ts'
import { createBudget } from '../src/suggest/budget.ts'
import { createSuggester } from '../src/suggest/create-suggester.ts'
import { measureHelp } from '../src/suggest/measure-help.ts'
import { createModelClient } from '../src/suggest/model-client.ts'
import { chanceOf, labelledTail } from '../src/testing/labelled-tail.ts'
import { type Behaviour, picking, type Question, startModelServer } from '../src/testing/model-server.ts'

const EVERY = 2

/** Simulated models, by what they know. Errors are the same in both passes: the worst that agreement can meet. */
function modelsOf(truths: ReadonlyMap<string, string>): Readonly<Record<string, Behaviour>> {
  const knows = (share: number) => (question: Question) => {
    const { name, candidates } = question
    const truth = truths.get(name) ?? ''
    const right = candidates.find(({ items }) => items.join('+') === truth)
    if (chanceOf('knows', name) < share) return picking(right?.id)
    const wrong = candidates.filter((one) => one !== right).sort((a, b) => (a.items.join() < b.items.join() ? -1 : 1))
    return picking(wrong[Math.floor(chanceOf('error', name) * wrong.length)]?.id)
  }
  return {
    'right for 98 % of names': knows(0.98),
    'right for 80 % of names': knows(0.8),
    'guesses anew each time': ({ name, candidates }) =>
      picking(candidates[Math.floor(chanceOf(name, candidates[0]?.id ?? '') * candidates.length)]?.id),
    'always the first': ({ candidates }) => picking(candidates[0]?.id),
    'answers outside the list': () => picking('20040100110000'),
  }
}

export default {
  name: 'model-help',
  about: `What a model adds to the rules, and what it spoils: labelled names made of every ${EVERY}nd item of CT, MR and DR, with words that no lexicon has, and without their modality. Only names in review or ambiguous are asked about, twice each, over the protocol on this machine; the models are simulated. "rules" is how many the rules' own choice would have right; settled are those with a suggestion that both passes agree on; harm are suggestions that are wrong where the rules were right.`,
  async run() {
    const edition = loadEdition()
    const golds = labelledTail(edition, EVERY)
    const evaluation = evaluate(golds, createNormaliser(edition, loadVocabulary()), edition)
    const truths = new Map(
      golds.map(({ input, labels }) => {
        const code = labels[0]?.kind === 'items' ? (labels[0].slots[0]?.[0]?.[0] ?? '') : ''
        return [input.name, edition.byCode.get(code.toUpperCase())?.name ?? '']
      }),
    )
    const server = await startModelServer(() => picking(undefined))
    try {
      const rows = []
      for (const [model, behaviour] of Object.entries(modelsOf(truths))) {
        server.behave(behaviour)
        const suggester = createSuggester({
          client: createModelClient({ url: server.url, model, timeout: 10_000 }),
          budget: createBudget({ requestsPerMinute: 1e9, mostRequests: 1e6, mostTokens: 1e12 }),
          cache: createAnswerCache(),
          edition,
        })
        for (const [state, figures] of Object.entries(await measureHelp(evaluation, suggester, edition))) {
          const { names, rightByRules, settled, settledWrong, gain, harm } = figures
          rows.push({
            model,
            state,
            names,
            rules: rightByRules,
            settled,
            'settled %': (100 * settled) / names,
            wrong: settledWrong,
            'wrong of settled %': settled === 0 ? 0 : (100 * settledWrong) / settled,
            gain,
            harm,
          })
        }
      }
      return rows
    } finally {
      await server.stop()
    }
  },
}
