/** Words that say a modality and nothing else, folded to upper case; only to recognise a column, not to read it. */
const WORDS = new Set(
  `CT MR MRI NMR DR DX CR XR RG MG RF XA DSA US NM PT PET ST SPECT ECT PET/CT PET-CT PETCT PET/MR PET-MR
  BMD OT X线 X光 X射线 X线摄影 X线检查 普放 普通放射 放射 放射科 核磁 核磁共振 磁共振 磁共振检查 CT检查
  MR检查 MRI检查 DR检查 超声 彩超 B超 超声检查 钼靶 乳腺钼靶 乳腺 胃肠 造影 透视 核医学 X線 超聲 鉬靶
  核醫學 放射線 超音波 电子计算机断层扫描 数字X线摄影`.split(/\s+/),
)

/** The word, when a cell holds nothing but a modality. */
export function modalityWord(cell: string): string | undefined {
  const word = cell.normalize('NFKC').trim().toUpperCase()
  return WORDS.has(word) ? word : undefined
}
