import type { RunWatcher, Stage } from '@yingma/batch'
import type { Language } from '@yingma/core'
import type { Terminal } from '../command-line/terminal.ts'

const STAGES: Readonly<Record<Stage, Readonly<Record<Language, string>>>> = {
  scan: { zh: '读取输入', en: 'read the input' },
  distinct: { zh: '归并相同的输入', en: 'group equal inputs' },
  normalise: { zh: '标准化名称', en: 'normalise the names' },
  standardise: { zh: '写标准化表', en: 'write the table' },
  'exam-items': { zh: '写项目明细', en: 'write the exam items' },
  measure: { zh: '统计', en: 'count' },
  reconcile: { zh: '核对', en: 'reconcile' },
  report: { zh: '写报告', en: 'write the reports' },
  exchange: { zh: '写交换文件', en: 'write the exchange files' },
  publish: { zh: '发布结果', en: 'publish' },
}
const WIDTH = 24

/** Shows the steps of a run on the standard error: a bar with rate and time left on a terminal, a line per step elsewhere. */
export function progressLine(terminal: Terminal, language: Language, now: () => number = Date.now): RunWatcher {
  let begun = now()
  let rows = 0
  const draw = (text: string) => terminal.err(`\r\u001b[K${text}`)
  return {
    counted: (count) => {
      rows = count
    },
    started: (stage) => {
      begun = now()
      if (terminal.errIsTerminal) draw(STAGES[stage][language])
    },
    progress: (step, done, total) => {
      if (!terminal.errIsTerminal || total === 0) return
      const share = Math.min(1, done / total)
      const seconds = (now() - begun) / 1000
      const count = total === 1 ? share * rows : done
      const rate = seconds > 0 && count > 0 ? ` ${Math.round(count / seconds).toLocaleString('en')}/s` : ''
      const left = share > 0.01 ? ` ${clock((seconds / share) * (1 - share))}` : ''
      const filled = Math.round(share * WIDTH)
      draw(
        `${STAGES[step][language]} [${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)}%${rate}${left}`,
      )
    },
    finished: (step, seconds, resumed) => {
      const kept = language === 'zh' ? '已完成' : 'done before'
      const text = `${STAGES[step][language]}: ${resumed ? kept : `${seconds.toFixed(1)} s`}\n`
      if (terminal.errIsTerminal) draw(text)
      else terminal.err(text)
    },
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
