import type { Catalogue } from '@yingma/core'
import type { SettingsProblem } from '../model/settings.ts'
import type { NoInstitution, NoNames } from '../registry/read-registry.ts'
import type { PackageProblem } from '../write/approved.ts'

export type DictionaryProblem = SettingsProblem | PackageProblem | NoNames | NoInstitution

/** Why settings or a built dictionary cannot be read. */
export const dictionaryCatalogue: Catalogue<DictionaryProblem> = {
  zh: {
    'dictionary-settings-json': ({ file }) => `${file} 不是 JSON`,
    'dictionary-settings-value': ({ file, at, expected }) => `${file} 的 ${at} 不对：${expected.zh}`,
    'dictionary-settings-code': ({ file, at, value }) => `${file} 的 ${at}：“${value}”不是标准项目的代码`,
    'dictionary-not-built': ({ folder }) =>
      `${folder} 里没有字典（dictionary.json）：请先运行 yingma dictionary build --out ${folder}`,
    'dictionary-damaged': ({ folder }) => `${folder}/dictionary.json 不完整或被改过：请重新生成`,
    'dictionary-is-draft': ({ folder, questions }) =>
      `${folder} 里是草稿，还有 ${questions} 个未决问题，不能作为核对的依据`,
    'dictionary-no-target': ({ target, targets }) =>
      `字典里没有系统“${target}”${targets.length === 0 ? '，设置的 targets 为空' : `，有 ${targets.join('、')}`}`,
    'dictionary-export-column': ({ file, column, columns }) =>
      `${file} 里没有列 ${column}；现有 ${columns.join('、') || '（无）'}。请用 --map 字段=列名 指明`,
    'dictionary-no-period': ({ file, columns }) =>
      `${file} 里找不到日期或月份列；现有 ${columns.join('、') || '（无）'}。请用 --date 指明`,
    'dictionary-no-institution': ({ institution, codes }) =>
      `登记库里没有代码为“${institution}”的机构；现有 ${codes.join('、') || '（无）'}`,
    'dictionary-no-names': ({ institution }) => `${institution} 还没有检查项目字典：请先上传（目录类型“检查项目字典”）`,
    'dictionary-bad-dates': ({ file, row, value }) => `${file} 第 ${row} 行的日期“${value}”读不出月份`,
  },
  en: {
    'dictionary-settings-json': ({ file }) => `${file} is no JSON`,
    'dictionary-settings-value': ({ file, at, expected }) => `${file}: ${at} is wrong: ${expected.en}`,
    'dictionary-settings-code': ({ file, at, value }) => `${file}: ${at}: '${value}' is no code of a standard item`,
    'dictionary-not-built': ({ folder }) =>
      `${folder} holds no dictionary (dictionary.json): run yingma dictionary build --out ${folder} first`,
    'dictionary-damaged': ({ folder }) => `${folder}/dictionary.json is incomplete or was changed: build it again`,
    'dictionary-is-draft': ({ folder, questions }) =>
      `${folder} holds a draft with ${questions} open questions: nothing can be verified against it`,
    'dictionary-no-target': ({ target, targets }) =>
      `the dictionary has no system '${target}'${targets.length === 0 ? ', targets of the settings are empty' : `, it has ${targets.join(', ')}`}`,
    'dictionary-export-column': ({ file, column, columns }) =>
      `${file} has no column ${column}; it has ${columns.join(', ') || '(none)'}. Name it with --map FIELD=COLUMN`,
    'dictionary-no-period': ({ file, columns }) =>
      `${file} has no column with a date or month that is recognised; it has ${columns.join(', ') || '(none)'}. Name it with --date`,
    'dictionary-no-institution': ({ institution, codes }) =>
      `the registry has no institution with the code '${institution}'; it has ${codes.join(', ') || '(none)'}`,
    'dictionary-no-names': ({ institution }) =>
      `${institution} has no exam dictionary in the registry yet: upload one (kind 'exam-dictionary') first`,
    'dictionary-bad-dates': ({ file, row, value }) => `${file}, row ${row}: no month can be read from '${value}'`,
  },
}
