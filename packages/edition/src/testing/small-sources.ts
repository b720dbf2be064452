import type { Sources } from '../read/sources.ts'

/** A standard of two schemes and a dozen items, with every feature of the tables; tests break one thing of it. */
export function smallSources(changes: Readonly<Record<string, string | ((text: string) => string)>> = {}): Sources {
  const sources = new Map(Object.entries(FILES).map(([path, text]) => [path, tsv(text)]))
  for (const [path, change] of Object.entries(changes)) {
    sources.set(path, typeof change === 'string' ? tsv(change) : change(sources.get(path) ?? ''))
  }
  return sources
}

/** A copy without one file. */
export function without(sources: Sources, file: string): Sources {
  return new Map([...sources].filter(([path]) => path !== file))
}

/** Cells are parted by `|` here, so that they can be seen; JSON is kept as it is. */
export function tsv(text: string): string {
  const lines = text.trim().split('\n')
  return `${text.trim().startsWith('{') ? text.trim() : lines.map((line) => line.trim().replaceAll('|', '\t')).join('\n')}\n`
}

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word })

const EDITION = {
  version: '0.1.0',
  title: text('小样'),
  publisher: text('无'),
  sources: [{ title: text('小样'), version: '1', items: 12 }],
  baseUri: 'https://example.org/small',
  schemes: ['radiology', 'pet'],
  dictionaries: [
    'devices',
    'parts',
    'scans-ct',
    'scans-xr',
    'processings',
    'positions',
    'pet-modalities',
    'pet-parts',
    'pet-scans',
  ].map((id) => ({
    id,
    title: text(id),
  })),
  rules: [
    { file: 'rules/ct.tsv', scheme: 'radiology', tag: 'CT', origin: 'published' },
    { file: 'rules/xray.tsv', scheme: 'radiology', tag: 'XR', origin: 'published' },
    { file: 'rules/pet.tsv', scheme: 'pet', tag: 'PET', origin: 'published' },
    { file: 'rules/own.tsv', scheme: 'radiology', tag: 'CT', origin: 'extension' },
  ],
}

const field = (name: string, width: number, dictionary: unknown, more = {}): object => ({
  name,
  title: text(name),
  width,
  dictionary,
  ...more,
})

const RADIOLOGY = {
  id: 'radiology',
  title: text('放射'),
  length: 12,
  heads: { 20: { modality: 'CT', tag: 'CT' }, 40: { modality: 'DR', tag: 'XR' } },
  fields: [
    field('device', 2, 'devices'),
    field('part1', 2, 'parts'),
    field('part2', 2, 'parts', { pathFrom: 'part1' }),
    field('scan', 2, { CT: 'scans-ct', XR: 'scans-xr' }),
    field('processing', 2, { CT: 'processings', XR: 'positions' }, { nameByTag: { XR: 'position' } }),
    field('supplementary', 2, null, { fixed: '00' }),
  ],
}

const PET = {
  id: 'pet',
  title: text('PET'),
  length: 10,
  heads: { A0: { modality: 'PET/CT', tag: 'PET' } },
  fields: [
    field('modality', 2, 'pet-modalities'),
    field('part', 4, 'pet-parts'),
    field('scan', 2, 'pet-scans'),
    field('supplementary', 2, null, { fixed: '00' }),
  ],
}

const FILES: Readonly<Record<string, string>> = {
  'edition.json': JSON.stringify(EDITION),
  'schemes/radiology.json': JSON.stringify(RADIOLOGY),
  'schemes/pet.json': JSON.stringify(PET),
  'facets/devices.tsv': `
    code|name|nameEn|status|origin|inName|sheet.dicomModality
    20|CT不区分设备|CT, any device|active|published|CT|CT
    40|DR|DR|active|published||DX`,
  'facets/parts.tsv': `
    code|name|nameEn|status|origin|parent|site|side|qualifier|inName
    04|胸部|Chest|active|published|||||
    0401|胸部|Chest|active|published|04||||
    0402|左乳腺|Left breast|active|published|04|乳腺|left||
    0403|右乳腺|Right breast|active|published|04|乳腺|right||
    0404|双乳腺|Both breasts|active|published|04|乳腺|both||CT=乳腺
    04Y1|肺尖|Lung apex|active|extension|0401||||`,
  'facets/scans-ct.tsv': `
    code|name|nameEn|status|origin|components|writing|sheet.contrast
    00|无|none|active|published|||
    11|平扫|plain|active|published||bracket|none
    21|增强|contrast-enhanced|active|published||bracket|with
    22|平扫+增强|plain and contrast-enhanced|active|published|11 21|bracket|both`,
  'facets/scans-xr.tsv': `
    code|name|nameEn|status|origin
    00|摄影|radiography|active|published`,
  'facets/processings.tsv': `
    code|name|nameEn|status|origin
    00|无|none|active|published
    11|三维重建|3D reconstruction|active|published`,
  'facets/positions.tsv': `
    code|name|nameEn|status|origin
    01|正位|frontal|active|published
    02|侧位|lateral|active|published`,
  'facets/pet-parts.tsv': `
    code|name|nameEn|status|origin
    A101|躯干|Trunk|active|published`,
  'rules/groups.tsv': `
    group|field|members|title|titleEn
    breasts|part|0402-04|乳腺|Breasts
    three|scan/processing|11/00 21/00 22/11|三种|Three`,
  'rules/ct.tsv': `
    device|part|scan/processing|note
    20|0401 @breasts|@three|
    20|0401|00/11|只有重建`,
  'rules/xray.tsv': `
    device|part|scan|position|note
    40|0401|00|01-02|`,
  'facets/pet-modalities.tsv': `
    code|name|nameEn|status|origin
    A0|PET/CT|PET/CT|active|published`,
  'facets/pet-scans.tsv': `
    code|name|nameEn|status|origin|inName
    A0|常规扫描|routine|active|published|*=`,
  'rules/pet.tsv': `
    modality|part|scan|note
    A0|A101|A0|`,
  'rules/own.tsv': `
    device|part|scan/processing|note
    20|04Y1|11/00|
    20|0401|11/11|`,
  'names/overrides.tsv': `
    item|name|nameEn|reason
    200401001100|CT肺三维重建||other-part-word`,
  'pinyin.tsv': `
    text|pinyin
    胸|xiong
    部|bu
    平|ping
    扫|sao`,
  'retired.tsv': `
    item|successors|reason|date
    400401000200|400401000100|不再单做|2025-01-01`,
  'suspected-synonyms.tsv': `
    dictionary|codes|preferred|reason|reasonEn
    positions|01 02|01|试|trial`,
  'source-defects.tsv': `
    where|kind|note|noteEn
    0401|two-names|试|trial`,
}
