import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { InsightProblem } from '../insight-problem.ts'
import { isRole, roleTitle } from '../model/source-roles.ts'

const list = (values: readonly string[]) => values.join('、')
const titles = (roles: readonly string[]) => list(roles.map((role) => (isRole(role) ? roleTitle(role).zh : role)))

export const zh: ProblemTexts<InsightProblem> = {
  'insight.figure-unknown': ({ figure, figures }) => `没有指标“${figure}”；现有 ${list(figures)}`,
  'insight.dimension-unknown': ({ figure, dimension, dimensions }) =>
    `指标“${figure}”不能按“${dimension}”分组；可用 ${list(dimensions)}`,
  'insight.column-missing': ({ figure, columns }) =>
    `指标“${figure}”需要的列，这张检查表没有：${titles(columns)}。补上后用 yingma insight 重新汇总`,
  'insight.dimension-private': ({ figure, dimension }) =>
    `“${figure}”的区域汇总不能按“${dimension}”分组：只有本机构的数据可以`,
  'insight.figure-private': ({ figure }) => `“${figure}”只在本机构内可见`,
  'insight.rows-private': () => '检查明细只在本机构内可见',
  'insight.rows-absent': ({ figure }) => `“${figure}”没有可以展开的检查明细`,
  'insight.rows-telling': ({ figure, dimensions }) =>
    `“${figure}”按 ${dimensions.join('、')} 分组会透露个别机构的小数字；请减少分组`,
  'insight.rows-too-many': ({ figure, limit }) => `“${figure}”这样分组超过 ${limit} 行；请减少分组或加筛选`,
  'insight.mart-missing': ({ folder }) => `文件夹 ${folder} 中没有汇总数据。先用 yingma insight 生成`,
  'insight.source-missing': ({ source }) => `找不到标准化后的检查表：${source}。先用 yingma run 生成`,
  'insight.source-not-standardised': ({ source, column }) =>
    `${source} 不是标准化后的表：没有列 ${column}。先用 yingma run 处理`,
  'insight.column-unknown': ({ column, columns }) => `表中没有列“${column}”；现有 ${list(columns)}`,
  'insight.list-invalid': ({ place, rule }) => `互认清单的 ${place} 不对：应为 ${rule}`,
  'insight.workload-invalid': ({ place, rule }) => `工作量分值表的 ${place} 不对：应为 ${rule}`,
  'insight.request-invalid': ({ file, line, place, rule }) =>
    `${file} 第 ${line} 行：${place === '' ? '这一行' : place} 不对，应为 ${rule}`,
  'insight.file-unreadable': ({ file, reason }) => `读不了 ${file}：${fileTrouble(reason, 'zh')}`,
  'insight.file-unwritable': ({ file, reason }) => `写不了 ${file}：${fileTrouble(reason, 'zh')}`,
  'insight.pdf-unavailable': () =>
    '本机没有 Chromium，不能生成 PDF；可以生成 HTML，或用环境变量 YINGMA_BROWSER 指定程序',
  'insight.key-too-short': () => '密钥至少 32 字节（64 个十六进制字符，或 base64）',
}
