#pragma once
// The table (权限表): right × role, right × command, right × route, right × scope of a key. Default deny: a command or a
// route without a row here is refused, and the program that has one does not compile or does not start.

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "access/roles.h"

namespace seethrough::access {

/// Whether `role` carries `right`.
bool carries(Role role, Right right);
/// The rights of a role, in the order of the enumeration.
std::vector<Right> rights_of(Role role);

struct CommandRule {
  std::string_view command;  ///< its type
  Right right;
  Programme programme;  ///< in which the right must be held; all: the engine takes it from the command
};
inline constexpr CommandRule command_rules[] = {
    {"subsidies.open_fund", Right::set_up, Programme::subsidies},
    {"subsidies.admit_merchant", Right::enter, Programme::subsidies},
    {"subsidies.profile_merchant", Right::enter, Programme::subsidies},
    {"subsidies.redeem", Right::enter, Programme::subsidies},
    {"subsidies.apply", Right::enter, Programme::subsidies},
    {"subsidies.return_goods", Right::review, Programme::subsidies},
    {"subsidies.withdraw", Right::enter, Programme::subsidies},
    {"subsidies.declare_shares", Right::set_up, Programme::subsidies},
    {"subsidies.add_to_fund", Right::set_up, Programme::subsidies},
    {"subsidies.reclaim", Right::set_up, Programme::subsidies},
    {"subsidies.set_quota", Right::set_up, Programme::subsidies},
    {"subsidies.pause", Right::set_up, Programme::subsidies},
    {"subsidies.resume", Right::set_up, Programme::subsidies},
    {"subsidies.open_store", Right::enter, Programme::subsidies},
    {"subsidies.change_standing", Right::set_up, Programme::subsidies},
    {"subsidies.register_product", Right::enter, Programme::subsidies},
    {"subsidies.commit_seed", Right::set_up, Programme::subsidies},
    {"subsidies.open_round", Right::set_up, Programme::subsidies},
    {"subsidies.draw", Right::enter, Programme::subsidies},
    {"subsidies.draw_lot", Right::set_up, Programme::subsidies},
    {"subsidies.expire", Right::operate, Programme::subsidies},
    {"subsidies.void", Right::enter, Programme::subsidies},
    {"subsidies.accept", Right::review, Programme::subsidies},
    {"subsidies.send_back", Right::review, Programme::subsidies},
    {"subsidies.resubmit", Right::enter, Programme::subsidies},
    {"subsidies.first_review", Right::review, Programme::subsidies},
    {"subsidies.second_review", Right::second_review, Programme::subsidies},
    {"subsidies.refuse", Right::review, Programme::subsidies},
    {"subsidies.appeal", Right::enter, Programme::subsidies},
    {"subsidies.decide_appeal", Right::second_review, Programme::subsidies},
    {"subsidies.reopen", Right::second_review, Programme::subsidies},
    {"subsidies.hold", Right::review, Programme::subsidies},
    {"subsidies.release", Right::second_review, Programme::subsidies},
    {"subsidies.record_repayment", Right::pay, Programme::subsidies},
    {"subsidies.adjust", Right::second_review, Programme::subsidies},
    {"subsidies.file_batch", Right::enter, Programme::subsidies},
    {"subsidies.review_batch", Right::review, Programme::subsidies},
    {"subsidies.draw_sample", Right::review, Programme::subsidies},
    {"subsidies.record_check", Right::review, Programme::subsidies},
    {"subsidies.pass_batch", Right::second_review, Programme::subsidies},
    {"subsidies.hold_batch", Right::review, Programme::subsidies},
    {"subsidies.release_batch", Right::second_review, Programme::subsidies},
    {"subsidies.post_notice", Right::publish, Programme::subsidies},
    {"subsidies.order_payment", Right::pay, Programme::subsidies},
    {"subsidies.record_result", Right::pay, Programme::subsidies},
    {"subsidies.retry_payment", Right::pay, Programme::subsidies},
    {"complaints.declare_campaign", Right::set_up, Programme::complaints},
    {"complaints.register_case", Right::enter, Programme::complaints},
    {"complaints.hand_over_batch", Right::dispatch, Programme::complaints},
    {"complaints.correct_case", Right::review, Programme::complaints},
    {"complaints.disclose_batch", Right::publish, Programme::complaints},
    {"complaints.suspend_campaign", Right::set_up, Programme::complaints},
    {"complaints.resume_campaign", Right::set_up, Programme::complaints},
    {"complaints.assign_case", Right::dispatch, Programme::complaints},
    {"complaints.accept_case", Right::enter, Programme::complaints},
    {"complaints.return_case", Right::enter, Programme::complaints},
    {"complaints.split_case", Right::dispatch, Programme::complaints},
    {"complaints.merge_cases", Right::dispatch, Programme::complaints},
    {"complaints.link_duplicate", Right::review, Programme::complaints},
    {"complaints.unlink_duplicate", Right::review, Programme::complaints},
    {"complaints.record_finding", Right::enter, Programme::complaints},
    {"complaints.record_measure", Right::enter, Programme::complaints},
    {"complaints.record_sanction", Right::enter, Programme::complaints},
    {"complaints.attach_evidence", Right::enter, Programme::complaints},
    {"complaints.report_outcome", Right::enter, Programme::complaints},
    {"complaints.sign_off", Right::second_review, Programme::complaints},
    {"complaints.refuse_sign_off", Right::second_review, Programme::complaints},
    {"complaints.reopen_case", Right::second_review, Programme::complaints},
    {"complaints.record_call_back", Right::enter, Programme::complaints},
    {"complaints.extend_case", Right::dispatch, Programme::complaints},
    {"complaints.suspend_case", Right::dispatch, Programme::complaints},
    {"complaints.resume_case", Right::dispatch, Programme::complaints},
    {"complaints.escalate", Right::dispatch, Programme::complaints},
    {"complaints.approve_text", Right::publish, Programme::complaints},
    {"complaints.post_update", Right::publish, Programme::complaints},
    {"projects.register", Right::enter, Programme::projects},
    {"projects.sign", Right::enter, Programme::projects},
    {"projects.start", Right::enter, Programme::projects},
    {"projects.build", Right::enter, Programme::projects},
    {"projects.put_into_production", Right::enter, Programme::projects},
    {"projects.reach_design_output", Right::enter, Programme::projects},
    {"projects.stop", Right::dispatch, Programme::projects},
    {"projects.resume", Right::dispatch, Programme::projects},
    {"projects.withdraw", Right::dispatch, Programme::projects},
    {"projects.report_progress", Right::enter, Programme::projects},
    {"projects.declare_plan", Right::set_up, Programme::projects},
    {"chains.declare", Right::set_up, Programme::chains},
    {"publication.issue_bulletin", Right::publish, Programme::all},
    {"access.register_organ", Right::administer, Programme::all},
    {"access.open_account", Right::administer, Programme::all},
    {"access.grant_role", Right::administer, Programme::all},
    {"access.revoke_role", Right::administer, Programme::all},
    {"access.suspend_account", Right::administer, Programme::all},
    {"access.resume_account", Right::administer, Programme::all},
    {"access.close_account", Right::administer, Programme::all},
    {"access.issue_key", Right::administer, Programme::all},
    {"access.revoke_key", Right::administer, Programme::all},
    {"access.request_erasure", Right::request_erasure, Programme::all},
    {"access.approve_erasure", Right::approve_erasure, Programme::all},
    {"access.refuse_erasure", Right::approve_erasure, Programme::all},
    {"access.confirm_erasure", Right::operate, Programme::all},
};

/// The rule of a command's type; null if it has none.
constexpr const CommandRule* rule_of(std::string_view command) {
  for (const CommandRule& rule : command_rules) {
    if (rule.command == command) return &rule;
  }
  return nullptr;
}

/// What a route asks of whoever calls it, before its handler runs.
enum class Gate {
  open,       ///< nothing: what is published, and the way in
  signed_in,  ///< an account, whatever it may do
  right,      ///< the rule's right, in some programme and some place: the handler keeps to those places
  command,    ///< an account; each command is decided by its own rule
};
struct RouteRule {
  std::string_view method, pattern;
  Gate gate;
  std::optional<Right> right = {};
  bool whole_city = false;  ///< the right must be held for the whole city, in `programme`
  Programme programme = Programme::all;
};
std::span<const RouteRule> route_rules();
/// The rule of a route; null if it has none.
const RouteRule* rule_of(std::string_view method, std::string_view pattern);

/// What an API key may be used for (权限范围): a till takes claims, an Open311 client hands in complaints.
struct Scope {
  std::string_view id, zh, en;
  std::vector<std::string_view> commands;
  std::vector<std::pair<std::string_view, std::string_view>> routes;  ///< method and pattern
};
const std::vector<Scope>& scopes();
/// Null for a scope that there is not.
const Scope* find_scope(std::string_view id);

}  // namespace seethrough::access
