// What the audit trail's rows are called (审计用语): events of the journal, commands that were refused, and the short notes
// of signing in. What is not known here is shown as it is written.

import { t } from "../language";

type Names = Record<string, [zh: string, en: string]>;

const subjects: Names = {
  "access.organ_registered": ["登记机关", "organ registered"],
  "access.account_opened": ["开通账号", "account opened"],
  "access.role_granted": ["授予角色", "role granted"],
  "access.role_revoked": ["撤销角色", "role revoked"],
  "access.account_suspended": ["停用账号", "account suspended"],
  "access.account_resumed": ["恢复账号", "account resumed"],
  "access.account_closed": ["注销账号", "account closed"],
  "access.key_issued": ["新建密钥", "key issued"],
  "access.key_revoked": ["吊销密钥", "key revoked"],
  "access.erasure_requested": ["申请删除个人信息", "erasure requested"],
  "access.erasure_approved": ["批准删除个人信息", "erasure approved"],
  "access.erasure_refused": ["驳回删除申请", "erasure refused"],
  "access.person_erased": ["个人信息已删除", "person erased"],
  "complaints.campaign_declared": ["登记督察活动", "campaign declared"],
  "complaints.case_registered": ["登记举报件", "case registered"],
  "complaints.batch_handed_over": ["交办批次", "batch handed over"],
  "complaints.case_corrected": ["更正举报件", "case corrected"],
  "complaints.batch_disclosed": ["公开批次办理情况", "batch disclosed"],
  "projects.registered": ["登记项目", "project registered"],
  "projects.stage_moved": ["项目转阶段", "project's stage moved"],
  "projects.progress_reported": ["报送形象进度", "progress reported"],
  "projects.plan_declared": ["登记调度方案", "plan declared"],
  "subsidies.fund_opened": ["设立资金池", "fund opened"],
  "subsidies.merchant_admitted": ["纳入商户", "merchant admitted"],
  "subsidies.merchant_profiled": ["更新商户简介", "merchant profiled"],
  "subsidies.claim_redeemed": ["核销补贴", "claim redeemed"],
  "subsidies.claim_applied": ["申请补贴", "claim applied for"],
  "subsidies.goods_returned": ["办理退货", "goods returned"],
  "subsidies.claim_withdrawn": ["撤回申请", "claim withdrawn"],
  "chains.declared": ["登记产业链", "chain declared"],
  "publication.bulletin_issued": ["发布通报", "bulletin issued"],
  "access.register_organ": ["登记机关", "register an organ"],
  "access.open_account": ["开通账号", "open an account"],
  "access.grant_role": ["授予角色", "grant a role"],
  "access.revoke_role": ["撤销角色", "revoke a role"],
  "access.suspend_account": ["停用账号", "suspend an account"],
  "access.resume_account": ["恢复账号", "resume an account"],
  "access.close_account": ["注销账号", "close an account"],
  "access.issue_key": ["新建密钥", "issue a key"],
  "access.revoke_key": ["吊销密钥", "revoke a key"],
  "access.request_erasure": ["申请删除个人信息", "request an erasure"],
  "access.approve_erasure": ["批准删除个人信息", "approve an erasure"],
  "access.refuse_erasure": ["驳回删除申请", "refuse an erasure"],
  "subsidies.redeem": ["核销补贴", "redeem a claim"],
  "subsidies.apply": ["申请补贴", "apply for a subsidy"],
  password: ["口令", "password"],
  "second factor": ["动态验证码", "second factor"],
  session: ["登录", "session"],
  invitation: ["邀请", "invitation"],
  person: ["个人", "person"],
  audit: ["审计记录", "audit trail"],
};

const details: Names = {
  good: ["成功", "good"],
  wrong: ["账号或口令不对", "account or password wrong"],
  "code needed": ["等动态验证码", "code needed"],
  "code wrong": ["验证码不对", "code wrong"],
  locked: ["失败太多，暂停登录", "too many failures"],
  unknown: ["无效", "not good"],
  changed: ["已修改", "changed"],
  on: ["已启用", "on"],
  off: ["已停用", "off"],
  invited: ["已邀请", "invited"],
  "set by invitation": ["凭邀请设定", "set by invitation"],
  "current password wrong": ["现在的口令不对", "present password wrong"],
  "provider linked": ["关联身份", "identity linked"],
  "provider unlinked": ["取消关联", "identity unlinked"],
  csrf: ["缺少会话校验码", "session's token missing"],
  "not signed in": ["未登录", "not signed in"],
  "access.not_permitted": ["没有权限", "not permitted"],
};

const named = (names: Names, word: string): string => {
  const name = Object.hasOwn(names, word) ? names[word] : undefined;
  return name ? t(...name) : word;
};
export const subjectName = (subject: string): string => named(subjects, subject);
export const detailName = (detail: string): string => named(details, detail);
