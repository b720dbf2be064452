/** The items of the small edition: code | name | English name. */
export const SMALL_ITEMS = `
  20010100110000 | CT颅脑(平扫) | CT brain (plain)
  20010100220000 | CT颅脑(平扫+增强) | CT brain (plain and contrast)
  20010104110000 | CT颅脑[外伤](平扫) | CT brain [trauma] (plain)
  20040100004100 | CT肺结节分析 | CT chest nodule analysis
  20040100110000 | CT胸部(平扫) | CT chest (plain)
  20040100111100 | CT胸部(平扫+三维重建) | CT chest (plain, 3D reconstruction)
  20040100210000 | CT胸部(增强) | CT chest (contrast)
  20040100220000 | CT胸部(平扫+增强) | CT chest (plain and contrast)
  20051002220000 | CT双肾(平扫+增强) | CT kidneys (plain and contrast)
  20051002420000 | CT双肾尿路造影成像(CTU) | CT kidneys urography
  20051002430000 | CT双肾(平扫+增强+CTU) | CT kidneys (plain, contrast and urography)
  20072201110000 | CT左膝关节(平扫) | CT left knee (plain)
  20072201221100 | CT左膝关节(平扫+增强+三维重建) | CT left knee (plain and contrast, 3D reconstruction)
  20072202110000 | CT右膝关节(平扫) | CT right knee (plain)
  20072203110000 | CT双膝关节(平扫) | CT both knees (plain)
  20080602330000 | CT冠状动脉血管成像(CTA) | CT angiography of coronary arteries
  20999999001100 | CT三维重建 | CT 3D reconstruction
  20999999110000 | CT(平扫) | CT (plain)
  30010100110000 | MR颅脑(平扫) | MR brain (plain)
  30010100220000 | MR颅脑(平扫+增强) | MR brain (plain and contrast)
  30010100520000 | MR颅脑弥散加权成像(DWI) | MR brain DWI
  300101007e0000 | MR颅脑(平扫+波普成像) | MR brain (plain and MRS)
  300101007f0000 | MR颅脑(平扫+DWI) | MR brain (plain and DWI)
  40040100000100 | DR胸部正位 | DR chest AP
  40040100000200 | DR胸部侧位 | DR chest lateral
  40040100003700 | DR胸部正、侧位 | DR chest AP and lateral
  40072201000100 | DR左膝关节正位 | DR left knee AP
  40072201000200 | DR左膝关节侧位 | DR left knee lateral
  40072201003700 | DR左膝关节正、侧位 | DR left knee AP and lateral
  40072201004600 | DR左膝关节正、侧、双斜位 | DR left knee AP, lateral and both obliques
  40072202000100 | DR右膝关节正位 | DR right knee AP
  40072202000200 | DR右膝关节侧位 | DR right knee lateral
  40072202003700 | DR右膝关节正、侧位 | DR right knee AP and lateral
  40072203003700 | DR双膝关节正、侧位 | DR both knees AP and lateral
  42040100000000 | 移动DR胸部 | Mobile DR chest
  42999999005100 | 移动DR随机位 | Mobile DR any view
  44040801M16500 | MG左侧乳腺钼靶头尾位 | MG left breast CC
  44040801M16600 | MG左侧乳腺钼靶内外侧斜位 | MG left breast MLO
  44040802M16500 | MG右侧乳腺钼靶头尾位 | MG right breast CC
  44040802M16600 | MG右侧乳腺钼靶内外侧斜位 | MG right breast MLO
  44040803M16700 | MG双侧乳腺钼靶轴斜位 | MG both breasts CC and MLO
  50U101000C0000 | 甲状腺常规超声检查 | Ultrasound thyroid routine
  50U101000C1000 | 甲状腺弹性超声检查 | Ultrasound thyroid elastography
  50U603025C7000 | 子宫卵泡监测床旁超声检查 | Ultrasound uterus follicle monitoring bedside
  50U603200C0000 | 经阴道子宫常规超声检查 | Ultrasound uterus transvaginal routine
  A010A100A000 | PET/CT躯干 | PET/CT trunk
  B010A100A000 | PET/MR躯干 | PET/MR trunk
  C010A107B4000 | SPECT常规静态骨显像 | SPECT bone static imaging
  C010A107Be000 | SPECT三时相骨显像 | SPECT bone three-phase imaging`
