import type { ProblemTexts } from '@yingma/core'
import type { DataProblem, Place } from '../data-problem.ts'

function at({ file, row }: Place): string {
  return row === undefined ? `${file}：` : `${file} 第 ${row} 行：`
}

export const zh: ProblemTexts<DataProblem> = {
  'data-missing-file': (p) => `${at(p)}没有这个文件`,
  'data-not-json': (p) => `${at(p)}不是 JSON（${p.detail}）`,
  'data-missing-column': (p) => `${at(p)}缺少“${p.column}”列`,
  'data-unknown-column': (p) => `${at(p)}不认识“${p.column}”列`,
  'data-cell-count': (p) => `${at(p)}应有 ${p.expected} 格，实有 ${p.found} 格`,
  'data-empty-cell': (p) => `${at(p)}“${p.column}”不能为空`,
  'data-value-not-allowed': (p) => `${at(p)}“${p.column}”的“${p.value}”不在允许的值里（${p.allowed}）`,
  'data-duplicate-row': (p) => `${at(p)}“${p.value}”在第 ${p.first} 行已有`,
  'data-unknown-value': (p) => `${at(p)}“${p.column}”的“${p.value}”不在字典 ${p.dictionary} 里`,
  'data-unknown-dictionary': (p) => `${at(p)}没有字典“${p.value}”`,
  'data-unknown-group': (p) => `${at(p)}没有组“${p.value}”`,
  'data-group-of-other-field': (p) => `${at(p)}组“${p.value}”不属于“${p.column}”列`,
  'data-bad-range': (p) => `${at(p)}范围“${p.value}”的终点不大于起点`,
  'data-code-width': (p) => `${at(p)}方案“${p.value}”各字段宽度之和应为 ${p.width}，且方案名应与文件名一致`,
  'data-letter-not-allowed': (p) => `${at(p)}代码“${p.value}”用了字母 i、o 或 l`,
  'data-bad-parent': (p) => `${at(p)}“${p.value}”的上级“${p.parent}”又回到自己`,
  'data-extension-prefix': (p) => `${at(p)}“${p.value}”：扩展值自己的字符以 Y 开头，发布的值不以 Y 开头`,
  'data-extension-in-published': (p) => `${at(p)}发布的规则用了扩展值（${p.value}），扩展项目要写在扩展的规则表里`,
  'data-duplicate-item': (p) => `${at(p)}项目 ${p.value} 已由 ${p.other} 给出`,
  'data-unknown-item': (p) => `${at(p)}没有项目 ${p.value}`,
  'data-missing-id': (p) => `${at(p)}${p.kind} ${p.value} 还没有永久标识`,
  'data-useless-override': (p) => `${at(p)}${p.value} 的名称与语法给出的相同，不必列出`,
}
