/**
 * Scores the normaliser against labelled names that lie outside of the project.
 *
 *   npx tsx tools/score.ts [FOLDER]     writes answers for each gold file of the folder and runs the scorer that lies beside it
 *   npx tsx tools/score.ts GOLD OUT     only writes the answers: one JSON object a line, as `yingma normalise --format jsonl`
 *
 * A gold file has one JSON object a line with `name` and `hint` (the modality column). Without a folder (default:
 * $YINGMA_FACTS/names, else ../shared/data/names) nothing can be scored, which is said and is no failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'

/** Least share of names whose whole set must be right, by gold file. */
const GOALS: readonly (readonly [string, number])[] = [
  ['dev.jsonl', 0.99],
  ['dev-unseen.jsonl', 0.9],
]

interface GoldLine {
  readonly name: string
  readonly hint?: string
}

/** Writes the answer for every line of a gold file. */
function writeAnswers(gold: string, out: string): void {
  const normaliser = createNormaliser(loadEdition(), loadVocabulary())
  const lines = readFileSync(gold, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const answers = lines.map((line) => {
    const { name, hint = '' } = JSON.parse(line) as GoldLine
    return JSON.stringify(normaliser.normalise({ name, modality: hint }))
  })
  writeFileSync(out, answers.map((answer) => `${answer}\n`).join(''))
}

/** Runs the scorer on every gold file of the folder; true when all of them reach their goal. */
function scoreFolder(folder: string): boolean {
  const scorer = resolve(folder, '../../tools/score-names.mjs')
  const golds = GOALS.filter(([name]) => existsSync(join(folder, name)))
  if (golds.length === 0 || !existsSync(scorer)) {
    console.log(`NOT RUN: ${golds.length === 0 ? `no labelled names in ${folder}` : `no scorer at ${scorer}`}`)
    return true
  }
  const answers = mkdtempSync(join(tmpdir(), 'yingma-score-'))
  try {
    return golds.map(([name, goal]) => scoreFile(join(folder, name), join(answers, name), scorer, goal)).every(Boolean)
  } finally {
    rmSync(answers, { recursive: true })
  }
}

function scoreFile(gold: string, out: string, scorer: string, goal: number): boolean {
  console.log(`\n${gold}: at least ${goal * 100} % of the names right`)
  writeAnswers(gold, out)
  return (
    spawnSync(process.execPath, [scorer, gold, out, '--min-strict', String(goal)], { stdio: 'inherit' }).status === 0
  )
}

/** A second gold file where the answers should go is a mistake that would destroy it. */
function isGold(file: string): boolean {
  return (
    existsSync(file) &&
    statSync(file).isFile() &&
    readFileSync(file, 'utf8').split('\n', 1)[0]?.includes('"expected"') === true
  )
}

const [first, second, ...more] = process.argv.slice(2)
if (more.length > 0 || (second !== undefined && isGold(second))) {
  console.error('usage: score.ts [FOLDER] | score.ts GOLD OUT')
  process.exitCode = 2
} else if (first !== undefined && second !== undefined) {
  writeAnswers(first, second)
} else {
  const beside = fileURLToPath(new URL('../../shared/data', import.meta.url))
  process.exitCode = scoreFolder(first ?? join(process.env.YINGMA_FACTS ?? beside, 'names')) ? 0 : 1
}
