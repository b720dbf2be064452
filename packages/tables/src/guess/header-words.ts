import type { Role } from '../model/roles.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * Headers that say what a column is, folded (`foldHeader`), the surest first. Chinese headers are simplified here;
 * traditional ones fold to them. A header that ends with one of the words of `CODE_TAILS` is the code of something.
 */
export const HEADER_WORDS: Readonly<Record<Role, readonly string[]>> = {
  name: words(`
    检查项目名称 检查名称 医嘱项目名称 医嘱名称 项目名称 检查项目 诊疗项目名称 医疗服务项目名称
    服务项目名称 申请项目名称 申请项目 检查申请项目 医嘱内容 院内项目名称 医院项目名称 本院名称 本地名称
    原始名称 检查内容 检查描述 检查明细 研究描述 序列描述 协议名称 扫描协议 项目 名称 品名
    studydescription proceduredescription procedurename examname examdescription examinationname
    orderdescription ordername requestedproceduredescription performedprocedurestepdescription
    protocolname seriesdescription itemname servicename testname localname displayname examination
    procedure exam study name description
  `),
  localCode: words(`
    检查项目编码 检查项目代码 项目编码 项目代码 医嘱编码 医嘱代码 医嘱项目编码 医嘱项目代码 院内编码
    院内代码 本院编码 本院代码 医院编码 医院项目编码 医院项目代码 本地编码 本地代码 检查编码 检查代码
    申请项目编码 申请项目代码 收费编码 收费代码 收费项目编码 收费项目代码 物价编码 物价代码 服务项目编码
    项目编号 编码 代码 编号 localcode itemcode examcode procedurecode ordercode servicecode studycode
    chargecode testcode code itemid examid procedureid
  `),
  modality: words(`
    检查类型 检查类别 设备类型 设备类别 影像类型 影像类别 模态 检查大类 检查种类 检查模态 类别 类型
    modality modalitytype examtype studymodality modalitiesinstudy imagingtype
  `),
  part: words(`
    检查部位 检查部位名称 部位 部位名称 身体部位 解剖部位 扫描部位 拍摄部位 摄影部位 bodypartexamined
    bodypart bodyregion anatomicregion anatomy bodysite region part site
  `),
  side: words('侧别 左右侧 左右 侧性 左右标识 侧 laterality imagelaterality side'),
  position: words(
    '投照体位 摄影体位 拍摄体位 检查体位 投照位 投照方向 体位 方位 viewposition projection view position',
  ),
  method: words(`
    检查方法 扫描方式 扫描方法 检查方式 成像方式 检查技术 扫描类型 技术 方法 方式 scanmethod technique
    method scantype protocol
  `),
  contrast: words(`
    是否增强 增强 对比剂 造影剂 是否使用对比剂 对比剂名称 contrastbolusagent contrastagent contrast
    withcontrast
  `),
  device: words(`
    检查设备 设备名称 设备型号 设备 仪器 机器 机型 检查机房 机房 manufacturermodelname stationname device
    scanner equipment machine
  `),
  department: words(`
    执行科室 检查科室 科室 科室名称 申请科室 开单科室 送检科室 所属科室 部门 department departmentname
    dept orderingdepartment
  `),
  ageGroup: words('年龄段 年龄组 年龄 患者年龄 年龄范围 agegroup patientage age'),
  sex: words('性别 患者性别 病人性别 patientsex sex gender'),
  charge: words(`
    收费项目名称 收费项目 收费名称 物价项目名称 物价名称 收费明细 计费项目 计价项目名称 chargeitem
    chargename chargedescription billingitem
  `),
  price: words('单价 价格 收费价格 收费标准 收费金额 项目价格 金额 费用 价钱 unitprice price amount fee charge'),
  count: words(`
    检查例数 检查数量 检查人次 检查次数 例数 人次 次数 频次 检查量 件数 数量 计数 工作量 examcount count
    frequency exams volume quantity qty num n
  `),
  institution: words(`
    医疗机构名称 医疗机构 机构名称 医院名称 医院 机构 单位名称 院区 院区名称 分院 institutionname
    institution hospital hospitalname facility organization organisation campus
  `),
}

/** A header that ends so is the code or number of what stands before. */
export const CODE_TAILS: readonly string[] = words('编码 代码 编号 code id')

/** Words of headers that have no role here but show that a row is a header. */
export const OTHER_HEADER_WORDS: readonly string[] = words(`
    序号 备注 说明 拼音码 五笔码 助记码 简称 英文名称 单位 规格 启用 是否启用 状态 停用 国家编码 标准编码
    标准名称 医保编码 医保代码 内涵 计价单位 检查号 影像号 检查日期 检查时间 登记时间 报告时间 申请时间
    申请日期 申请单号 检查所见 诊断 姓名 患者姓名 病人姓名 身份证号 电话 住院号 门诊号 病历号 id no
    remark remarks note notes comment status unit date time studydate studytime accessionnumber accession
    studyinstanceuid patientname patientid pinyin enabled seriesnumber
  `)

/** Words inside a header that point to a kind of table, folded. */
export const KIND_WORDS = {
  'dicom-descriptions': words(`
    studydescription seriesdescription protocolname bodypartexamined viewposition imagelaterality
    manufacturermodelname contrastbolusagent 序列描述 协议名称 扫描协议 研究描述 00081030 0008103e
    00181030
  `),
  'charge-items': words('收费 物价 价格 计价 单价 金额 除外内容 项目内涵 财务分类 医保编码 price charge billing fee'),
  'order-items': words('医嘱 申请项目 申请单 开单 order'),
  'exam-log': words(`
    检查日期 检查时间 登记时间 报告时间 报告医 审核时间 检查号 影像号 检查流水 申请时间 姓名 患者 病人
    住院号 门诊号 studydate studytime accession patient studyinstanceuid examdate reportdate
  `),
  'exam-dictionary': words('项目编码 项目代码 检查项目 拼音码 五笔码 助记码 启用 停用 examcode localcode enabled'),
} as const
