import type { Language } from '@yingma/core'

/** The language of the product for a locale of the environment (`zh_CN.UTF-8`): Chinese for Chinese, English for all others. */
function languageOfLocale(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh/i.test(locale) ? 'zh' : 'en'
}

/** The language that the arguments ask for, wherever the option stands; problems of the arguments are said in it too. */
export function languageOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  const at = before.lastIndexOf('--lang')
  const joined = before.findLast((arg) => arg.startsWith('--lang='))
  const asked = at >= 0 ? before[at + 1] : joined?.slice('--lang='.length)
  return asked === 'zh' || asked === 'en' ? asked : languageOfLocale(env)
}
