import { type Catalogue, fileTrouble } from '@yingma/core'

/** What the commands about the registry can find wrong by themselves. */
export type RegistryProblem =
  | { readonly code: 'registry-file-exists'; readonly file: string }
  | { readonly code: 'registry-file-unreadable'; readonly file: string; readonly cause: string }
  | { readonly code: 'registry-entry-unreadable'; readonly file: string; readonly line: number }
  | { readonly code: 'registry-no-entries'; readonly file: string }
  | { readonly code: 'registry-no-account'; readonly login: string }

export const registryProblems: Catalogue<RegistryProblem> = {
  zh: {
    'registry-file-exists': ({ file }) => `${file} 已存在；备份不会盖掉别的文件，请另给文件名`,
    'registry-file-unreadable': ({ file, cause }) => `无法读写 ${file}：${fileTrouble(cause, 'zh')}`,
    'registry-entry-unreadable': ({ file, line }) => `${file} 第 ${line} 行不是审计记录`,
    'registry-no-entries': ({ file }) => `${file} 里没有审计记录：请确认导出完整、文件无误`,
    'registry-no-account': ({ login }) => `没有账号“${login}”`,
  },
  en: {
    'registry-file-exists': ({ file }) => `${file} exists already; a backup replaces no file, name another one`,
    'registry-file-unreadable': ({ file, cause }) => `${file} cannot be read or written: ${fileTrouble(cause, 'en')}`,
    'registry-entry-unreadable': ({ file, line }) => `${file} line ${line} is no entry of an audit`,
    'registry-no-entries': ({ file }) =>
      `${file} holds no entry of an audit: was the export complete, is it the right file?`,
    'registry-no-account': ({ login }) => `there is no account '${login}'`,
  },
}
