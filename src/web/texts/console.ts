import { phrases } from './phrases.ts'

export const consoleTexts = phrases({
  mainMenu: ['主菜单', '主選單', 'Main menu'],
  openMenu: ['打开菜单', '打開選單', 'Open the menu'],
  skipToContent: ['跳到正文', '跳到正文', 'Skip to the content'],
  dashboard: ['经营总览', '經營總覽', 'Overview'],
  members: ['会员', '會員', 'Members'],
  approvals: ['待审批', '待簽核', 'Approvals'],
  programs: ['会员方案', '會員方案', 'Program'],
  staff: ['员工', '員工', 'Staff'],
  stores: ['门店', '門市', 'Stores'],
  keys: ['密钥', '金鑰', 'Keys'],
  audit: ['审计记录', '稽核記錄', 'Audit trail'],
  daily: ['日常', '日常', 'Every day'],
  settings: ['设置', '設定', 'Settings'],
  openTill: ['打开收银台', '打開收銀台', 'Open the till'],
  signOut: ['退出登录', '登出', 'Sign out'],
  demo: [
    '演示数据：UCI Online Retail，价格按 1:1 标为人民币，时间已平移。作者 Daqing Chen，许可 CC BY 4.0。',
    '演示資料：UCI Online Retail，價格按 1:1 標為人民幣，時間已平移。作者 Daqing Chen，授權 CC BY 4.0。',
    'Demo data: UCI Online Retail by Daqing Chen, CC BY 4.0. Prices are relabelled 1:1 as ¥ and times are shifted.',
  ],
  noSuchPage: ['没有这个页面', '沒有這個頁面', 'There is no such page'],
  noSuchPageHint: [
    '地址可能写错了，或页面已被移走。',
    '位址可能寫錯了，或頁面已被移走。',
    'The address may be mistyped, or the page has moved.',
  ],
  backToStart: ['回到首页', '回到首頁', 'Back to the start'],
  broken: ['这个页面出错了，请刷新再试。', '這個頁面出錯了，請重新整理再試。', 'This page broke. Please reload it.'],
  notAllowedPage: ['这一页不在您的权限内', '這一頁不在您的權限內', 'This page is not open to your role'],
})
