import type { Language } from './catalogue.ts'

type Words = Readonly<Record<Language, string>>

/** Codes of the operating system that people meet with their own files and folders. */
const TROUBLES: Readonly<Record<string, Words>> = {
  EACCES: { zh: '没有权限', en: 'no permission' },
  EBUSY: { zh: '正被别的程序使用', en: 'another program is using it' },
  EDQUOT: { zh: '磁盘配额已用完', en: 'the disk quota is used up' },
  EEXIST: { zh: '已经存在', en: 'it exists already' },
  EFBIG: { zh: '超过了系统允许的文件大小', en: 'it grows larger than the system allows' },
  EIO: { zh: '磁盘或设备出错', en: 'the disk or device fails' },
  EISDIR: { zh: '是文件夹，不是文件', en: 'it is a folder, not a file' },
  ELOOP: { zh: '链接互相指向', en: 'links that point at each other' },
  EMFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENAMETOOLONG: { zh: '名称太长', en: 'the name is too long' },
  ENOENT: { zh: '没有这个文件或文件夹', en: 'there is no such file or folder' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  ENOTDIR: { zh: '应为文件夹的地方是文件', en: 'a file stands where a folder is needed' },
  EPERM: { zh: '系统不允许', en: 'the system does not allow it' },
  EPIPE: { zh: '读取的一方已关闭', en: 'whoever was reading has closed' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
}

/**
 * What keeps a file from being read or written, in words with the code of the system behind them: `the disk is full, ENOSPC`.
 * Takes the code or a message that begins with it, or the message of a text that is not JSON; whatever else is given comes
 * back as it is.
 */
export function fileTrouble(reason: string, language: Language): string {
  const [code = ''] = /^E[A-Z]+\b/.exec(reason) ?? []
  const words = Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined
  if (words === undefined) return /\bJSON\b/.test(reason) ? notJson(reason, language) : reason
  return language === 'zh' ? `${words.zh}，${code}` : `${words.en}, ${code}`
}

function notJson(reason: string, language: Language): string {
  return language === 'zh' ? `不是合法的 JSON（${reason}）` : `it is not JSON (${reason})`
}
