import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outcome, systemReason } from '../problem.ts'
import { type ImageHeader, readImageHeader } from './image-header.ts'

/** One series: the headers of its images, each different one once. */
export interface SeriesHeaders {
  readonly images: number
  readonly headers: readonly ImageHeader[]
}

export interface FolderHeaders {
  readonly series: readonly SeriesHeaders[]
  readonly files: number
  readonly images: number
  /** Files that are no DICOM images: other files, DICOMDIR. */
  readonly others: number
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
}

const STEPS = [128 * 1024, 2 * 1024 * 1024, 32 * 1024 * 1024] as const
/** The directory of a DICOM disk: a DICOM file, but no image. */
const DIRECTORY_CLASS = '1.2.840.10008.1.3.10'
/** Different headers that are kept of one series; views and laterality differ image by image, but not without end. */
const MAX_HEADERS = 50

/** Reads the headers of all DICOM images in a folder and the folders in it. Pixels are never read. */
export async function readFolder(folder: string): Promise<Outcome<FolderHeaders>> {
  const series = new Map<string, { images: number; headers: Map<string, ImageHeader> }>()
  const unreadable: { file: string; reason: string }[] = []
  let files = 0
  let images = 0
  let others = 0
  try {
    for await (const file of filesOf(folder)) {
      files++
      const header = await readFile(file)
      if (header === null) others++
      else if ('reason' in header) unreadable.push(header)
      else {
        images++
        const key = `${header.study} ${header.series}`
        const kept = series.get(key) ?? { images: 0, headers: new Map<string, ImageHeader>() }
        kept.images++
        if (kept.headers.size < MAX_HEADERS) kept.headers.set(JSON.stringify(header), header)
        series.set(key, kept)
      }
    }
  } catch (error) {
    const reason = systemReason(error)
    if (reason === undefined) throw error
    return { ok: false, problem: { code: 'edge.unreadable', path: folder, reason } }
  }
  if (images === 0) return { ok: false, problem: { code: 'edge.no-dicom', folder, files } }
  const found = [...series.values()].map((one) => ({ images: one.images, headers: [...one.headers.values()] }))
  return { ok: true, value: { series: found, files, images, others, unreadable } }
}

async function* filesOf(folder: string): AsyncGenerator<string, void, undefined> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else if (entry.isFile()) yield path
  }
}

async function readFile(file: string): Promise<ImageHeader | { file: string; reason: string } | null> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const { size } = await handle.stat()
    for (const step of STEPS) {
      const bytes = Buffer.alloc(Math.min(step, size))
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
      const header = readImageHeader(bytes.subarray(0, bytesRead), size <= step || step === STEPS.at(-1))
      if (header === 'short') continue
      if (header === null || header.sopClass === DIRECTORY_CLASS) return null
      return header.study === '' || header.series === '' ? { file, reason: 'no-series' } : header
    }
    return null
  } catch (error) {
    const reason = systemReason(error)
    if (reason === undefined) throw error
    return { file, reason }
  } finally {
    await handle?.close()
  }
}
