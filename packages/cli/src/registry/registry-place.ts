import type { StorePlace } from '@yingma/store'
import type { Option } from '../command-line/command.ts'

/** Where the registry is when nothing says otherwise. */
const DEFAULT_FOLDER = './.yingma'

export const DATA_OPTION: Option = {
  name: 'data',
  value: 'DIR',
  text: {
    zh: `数据文件夹；默认取自 YINGMA_DATA，否则为 ${DEFAULT_FOLDER}。设有 DATABASE_URL 而没有此选项时，用那个 PostgreSQL`,
    en: `data folder; by default that of YINGMA_DATA, else ${DEFAULT_FOLDER}. With DATABASE_URL and without this option, that PostgreSQL is used`,
  },
}

/** The registry that is meant: the folder of the option, else the server of DATABASE_URL, else the folder of YINGMA_DATA. */
export function registryPlace(
  folder: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): StorePlace {
  if (folder !== undefined) return { folder }
  if (env.DATABASE_URL) return { databaseUrl: env.DATABASE_URL }
  return { folder: env.YINGMA_DATA || DEFAULT_FOLDER }
}
