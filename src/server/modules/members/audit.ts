import { AuditFamily } from '../../platform/audit-actions.ts'

export const memberAudit = new AuditFamily('members', {
  list: { kind: 'reading', 'zh-CN': '浏览会员名单', 'zh-TW': '瀏覽會員名單', en: 'Looked through the list of members' },
  search: { kind: 'reading', 'zh-CN': '搜索会员', 'zh-TW': '搜尋會員', en: 'Searched for members' },
  recognise: { kind: 'reading', 'zh-CN': '识别会员', 'zh-TW': '識別會員', en: 'Recognised a member' },
  export: { kind: 'reading', 'zh-CN': '导出会员', 'zh-TW': '匯出會員', en: 'Exported members' },
  read: { kind: 'reading', 'zh-CN': '查看会员资料', 'zh-TW': '檢視會員資料', en: 'Looked at a member' },
  'read-consents': {
    kind: 'reading',
    'zh-CN': '查看授权同意',
    'zh-TW': '檢視授權同意',
    en: 'Looked at the consents of a member',
  },
  join: { kind: 'writing', 'zh-CN': '登记入会', 'zh-TW': '登記入會', en: 'Let somebody join' },
  change: { kind: 'writing', 'zh-CN': '修改会员资料', 'zh-TW': '修改會員資料', en: 'Changed a member' },
  'issue-card': { kind: 'writing', 'zh-CN': '发卡或换卡', 'zh-TW': '發卡或換卡', en: 'Issued or replaced a card' },
  'record-consent': { kind: 'writing', 'zh-CN': '记录授权同意', 'zh-TW': '記錄授權同意', en: 'Recorded a consent' },
})
