/**
 * The dictionaries of the small edition. A row is `code name | English | flags`; flags are `<parent`, `=a+b` (components),
 * `@site/side`, `[qualifier`.
 */
export const SMALL_VALUES: Readonly<Record<string, string>> = {
  'radiology-devices': `
    20 CT | CT
    21 16排以下CT | CT below 16 slices | <20
    22 16排CT | 16-slice CT | <20
    30 MR | MR
    33 3.0TMR | 3.0T MR | <30
    40 DR | DR
    42 移动DR | Mobile DR
    43 CR | CR
    44 MG | MG
    45 RF | RF`,
  'radiology-parts': `
    01 头部 | head
    0101 颅脑 | brain | <01
    010100 颅脑 | brain | <0101
    010104 颅脑[外伤] | brain [trauma] | <010100 [外伤
    04 胸部 | chest
    0401 胸部 | chest | <04
    040100 胸部 | chest | <0401
    040101 肺 | lung | <040100
    0408 乳腺 | breast | <04
    040801 左侧乳腺 | left breast | <0408 @乳腺/left
    040802 右侧乳腺 | right breast | <0408 @乳腺/right
    040803 双侧乳腺 | both breasts | <0408 @乳腺/both
    05 腹部 | abdomen
    0510 中下腹部 | mid and lower abdomen | <05
    051000 中下腹部 | mid and lower abdomen | <0510
    051002 双肾 | kidneys | <051000
    07 四肢及关节 | limbs and joints
    0722 膝关节 | knee | <07
    072201 左膝关节 | left knee | <0722 @膝关节/left
    072202 右膝关节 | right knee | <0722 @膝关节/right
    072203 双膝关节 | both knees | <0722 @膝关节/both
    08 血管 | vessels
    0806 心脏血管 | cardiac vessels | <08
    080602 冠状动脉 | coronary arteries | <0806
    99 非指定部位 | unspecified part
    9999 非指定部位 | unspecified part | <99
    999999 非指定部位 | unspecified part | <9999`,
  'scans-ct': `
    00
    11 平扫 | plain
    21 增强 | contrast
    22 平扫+增强 | plain and contrast | =11+21
    33 动脉血管成像(CTA) | CT angiography
    42 尿路造影成像(CTU) | CT urography
    43 平扫+增强+CTU | plain, contrast and urography | =22+42`,
  'scans-mr': `
    11 平扫 | plain
    21 增强 | contrast
    22 平扫+增强 | plain and contrast | =11+21
    52 弥散加权成像(DWI) | DWI
    58 磁共振波谱成像(MRS) | MRS
    7e 平扫+波普成像 | plain and MRS | =11+58
    7f 平扫+DWI | plain and DWI | =11+52`,
  'scans-xr': `
    00 常规X线摄影 | radiography
    M1 钼靶 | mammography
    Xd T管造影 | T-tube cholangiography`,
  processings: `
    00
    11 三维重建 | 3D reconstruction
    41 肺结节分析 | nodule analysis`,
  positions: `
    00
    01 正位 | AP
    02 侧位 | lateral
    07 双斜位 | both obliques
    37 正、侧位 | AP and lateral | =01+02
    46 正、侧、双斜位 | AP, lateral and both obliques | =01+02+07
    51 随机位 | any view
    65 头尾位 | CC
    66 内外侧斜位 | MLO
    67 轴斜位 | CC and MLO | =65+66`,
  'ultrasound-systems': `
    U1 浅表小器官 | superficial organs
    U6 妇科 | gynaecology`,
  'ultrasound-parts': `
    U101 甲状腺 | thyroid
    U603 子宫 | uterus`,
  'ultrasound-routes': `
    0
    2 经阴道 | transvaginal`,
  'ultrasound-details': `
    00
    25 卵泡监测 | follicle monitoring`,
  'ultrasound-scans': `
    C0 常规 | routine
    C1 弹性 | elastography
    C7 床旁 | bedside`,
  'pet-modalities': `
    A0 PET/CT | PET/CT
    B0 PET/MR | PET/MR`,
  'pet-systems': `
    A1 全身 | whole body`,
  'pet-parts': `
    A100 躯干 | trunk`,
  'pet-scans': `
    A0 PET常规扫描 | routine PET`,
  'spect-modalities': `
    C0 SPECT | SPECT`,
  'spect-images': `
    10`,
  'spect-systems': `
    A1 全身 | whole body`,
  'spect-parts': `
    A107 骨 | bone`,
  'spect-scans': `
    B4 静态显像 | static imaging
    Be 三时相骨显像 | three-phase bone imaging`,
  'spect-processes': `
    0`,
  'spect-doses': `
    0`,
}
