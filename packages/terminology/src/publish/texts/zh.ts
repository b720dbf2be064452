import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { ImportProblem } from '../import-problem.ts'

/** Chinese texts of what keeps resources and tables of codes out. */
export const zh: ProblemTexts<ImportProblem> = {
  'import.not-json': ({ file, line }) => `${file} 第 ${line} 行：不是 JSON`,
  'import.not-a-package': ({ file }) => `${file}：不是 FHIR 包（.tgz）`,
  'import.other-resource': ({ file, resourceType }) =>
    `${file}：${resourceType || '不是资源'}；只收 CodeSystem、ValueSet、ConceptMap，单独或在 Bundle 中`,
  'import.wrong-shape': ({ file, where }) => `${file}：应为 ${where}`,
  'import.element-missing': ({ file, where }) => `${file}：缺少 ${where}`,
  'import.value-unknown': ({ file, where, value }) => `${file}：${where} 不能是“${value}”`,
  'import.code-twice': ({ file, where, value }) => `${file}：代码“${value}”出现两次（${where}）`,
  'import.property-unknown': ({ file, where, value }) => `${file}：${where} 用了没有声明的属性“${value}”`,
  'import.resource-twice': ({ file, other, canonical }) => `${file}：${canonical} 在 ${other} 中已有`,
  'import.number-not-kept': ({ file, value }) => `${file}：Bundle 中的数 ${value} 写出时会变样，请单独成文件`,
  'import.nothing': ({ file }) => `${file}：没有可导入的内容`,
  'import.parent-unknown': ({ file, where, value }) => `${file}：${where} 的上级“${value}”不存在`,
  'import.parent-circular': ({ file, where, value }) => `${file}：${where} 经“${value}”成了自己的上级`,
  'import.target-unknown': ({ file, where, value }) => `${file}：${where} 对应的“${value}”不是标准项目`,
  'import.folder-taken': ({ file }) => `${file} 已存在且不为空，请指定新的文件夹`,
  'import.unreadable': ({ file, reason }) => `${file}：无法读写（${fileTrouble(reason, 'zh')}）`,
}
