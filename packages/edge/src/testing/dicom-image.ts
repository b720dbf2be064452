import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether dcmtk's programs are here. */
export function hasDcmtk(): boolean {
  try {
    execFileSync('dump2dcm', ['--version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

/** Makes a DICOM file of dcmtk's own making from lines `(gggg,eeee) VR [value]`; `options` choose the transfer syntax. */
export async function dicomFile(
  folder: string,
  name: string,
  lines: readonly string[],
  options: readonly string[] = [],
): Promise<string> {
  const dump = join(folder, `${name}.dump`)
  const file = join(folder, name)
  await writeFile(dump, `${lines.join('\n')}\n`)
  execFileSync('dump2dcm', ['-q', ...options, dump, file])
  return file
}

/** The lines of an image of one series. Texts are UTF-8 unless `charset` says otherwise. */
export function imageLines(values: Readonly<Record<string, string>>): string[] {
  const { charset = 'ISO_IR 192', study = '1.2.3', series = '1.2.3.1', modality = 'CT' } = values
  const optional: readonly (readonly [string, string, string | undefined])[] = [
    ['0008,0050', 'SH', values.accession],
    ['0008,1030', 'LO', values.studyDescription],
    ['0008,103e', 'LO', values.seriesDescription],
    ['0018,0010', 'LO', values.contrastAgent],
    ['0018,0015', 'CS', values.bodyPart],
    ['0018,1030', 'LO', values.protocolName],
    ['0018,5101', 'CS', values.viewPosition],
    ['0020,0060', 'CS', values.laterality],
    ['0032,1060', 'LO', values.requested],
  ]
  return [
    '(0008,0016) UI =SecondaryCaptureImageStorage',
    `(0008,0018) UI [1.2.3.4.${Math.abs(hashOf(JSON.stringify(values)))}]`,
    `(0008,0005) CS [${charset}]`,
    `(0008,0060) CS [${modality}]`,
    '(0010,0010) PN [Nobody^Reads^This]',
    `(0020,000d) UI [${study}]`,
    `(0020,000e) UI [${series}]`,
    ...optional.flatMap(([tag, vr, value]) => (value === undefined ? [] : [`(${tag}) ${vr} [${value}]`])),
    '(7fe0,0010) OW 0000\\0000\\0000\\0000',
  ]
}

function hashOf(text: string): number {
  let hash = 7
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) | 0
  return hash
}
