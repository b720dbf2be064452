/** 标准治理：机构自有项目和名称所要求项目的文字。 */
export const localItems = {
  local: {
    title: '本地项目',
    help: '机构在标准之外需要的项目：挂在标准项目之下，只在本机构内使用。',
    none: '还没有本地项目',
    noneHelp: '由复核员添加：标准中的上级项目、后缀、名称。',
    code: '代码',
    name: '本地名称',
    parent: '上级项目',
    act: '操作',
    rename: '改名',
    add: '添加本地项目',
    renaming: '为 {{code}} 改名',
    cancel: '不改了',
    chooseParent: '查找上级项目',
    suffix: '后缀（1–8 位字母或数字）',
    more: '共 {{total}} 项，显示前 {{shown}} 项。',
    candidates: '多家机构都有的',
    candidatesHelp:
      '在你能看到的机构中，至少两家在其下设有本地项目的标准项目。写入提案的名称，所有能提案的人都看得到。',
    noCandidates: '目前没有。',
    institutions: '{{n}} 家机构',
    promote: '提议纳入标准',
  },
  suggestions: {
    title: '来自未对照名称',
    help: '你能看到的各表名称所要求、而标准没有的组合，按人次排列，最多 200 个。',
    none: '没有名称要求新项目',
    noneHelp: '名称来自你能看到的机构的表格。',
    code: '缺少的代码',
  },
}
