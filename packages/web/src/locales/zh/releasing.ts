/** 标准治理：下一次发布的文字。 */
export const releasing = {
  releasing: {
    none: '这里还没有发布',
    noneHelp: '一次发布收入所有待发布的提案。',
    title: '制作发布',
    help: '收入所有待发布的提案。请先预览；已发布的版本不再修改，只能由新的发布接续。',
    date: '发布日期',
    version: '版本号（留空则按规则）',
    grace: '停用代码宽限月数',
    preview: '预览',
    goesIn: '收入的内容',
    figures:
      '{{before}} → {{version}} · 新增项目 {{added}} · 停用 {{retired}} · 改写 {{reworded}} · 迁移表 {{moved}} 行',
    confirm: '发布 {{version}}',
    blamed: '查看造成阻碍的提案',
  },
}
