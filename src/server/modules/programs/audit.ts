import { AuditFamily } from '../../platform/audit-actions.ts'

export const programAudit = new AuditFamily('programs', {
  publish: { kind: 'writing', 'zh-CN': '发布会员方案', 'zh-TW': '發布會員方案', en: 'Published a program' },
  'write-change': {
    kind: 'writing',
    'zh-CN': '起草或提交方案变更',
    'zh-TW': '起草或提交方案變更',
    en: 'Wrote or asked for a change of a program',
  },
  'withdraw-change': { kind: 'writing', 'zh-CN': '撤回方案变更', 'zh-TW': '撤回方案變更', en: 'Withdrew a change' },
  'decide-change': {
    kind: 'writing',
    'zh-CN': '批准或拒绝方案变更',
    'zh-TW': '核准或拒絕方案變更',
    en: 'Approved or declined a change of a program',
  },
  'roll-back': { kind: 'writing', 'zh-CN': '回滚会员方案', 'zh-TW': '回復會員方案', en: 'Rolled a program back' },
  'cancel-release': {
    kind: 'writing',
    'zh-CN': '取消尚未生效的发布',
    'zh-TW': '取消尚未生效的發布',
    en: 'Cancelled a release before it began',
  },
})
