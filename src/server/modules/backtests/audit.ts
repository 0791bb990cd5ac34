import { AuditFamily } from '../../platform/audit-actions.ts'

export const backtestAudit = new AuditFamily('backtests', {
  start: { kind: 'writing', 'zh-CN': '开始回测', 'zh-TW': '開始回測', en: 'Started a back-test' },
  cancel: { kind: 'writing', 'zh-CN': '取消回测', 'zh-TW': '取消回測', en: 'Cancelled a back-test' },
  'export-movers': {
    kind: 'reading',
    'zh-CN': '导出回测的等级变动名单',
    'zh-TW': '匯出回測的等級變動名單',
    en: 'Exported who moves in a back-test',
  },
})
