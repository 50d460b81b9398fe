#pragma once
// Roles (角色), the programmes they are held in, and the rights (权利) that they carry.

#include <boost/describe/enum.hpp>

namespace seethrough::access {

/// clerk 经办, first_reviewer 初审, second_reviewer 复审, payer 拨付, dispatcher 调度, leader 负责人, auditor 审计,
/// administrator 管理员.
BOOST_DEFINE_ENUM_CLASS(Role, clerk, first_reviewer, second_reviewer, payer, dispatcher, leader, auditor, administrator)

/// What a role is held in; `all` covers the others.
BOOST_DEFINE_ENUM_CLASS(Programme, subsidies, complaints, projects, chains, all)

/// One thing that somebody may do.
///   read_records      lists of the console, personal data masked
///   see_person        personal data in full; each look is on record
///   enter             records: claims, cases, projects, their progress
///   review            first review: take on, send back, refuse, hold, correct what was entered
///   second_review     second review and what follows it, by another person
///   pay               order payments and record what the bank says
///   dispatch          hand over, stop, take back
///   set_up            funds, campaigns, plans, chains
///   publish           bulletins and results
///   request_erasure, approve_erasure   of a person's data: two people
///   read_accounts     accounts, organs and roles
///   read_audit        the audit trail
///   administer        accounts, organs and roles
///   operate           what the system says of itself: no role carries it
BOOST_DEFINE_ENUM_CLASS(Right, read_records, see_person, enter, review, second_review, pay, dispatch, set_up, publish,
                        request_erasure, approve_erasure, read_accounts, read_audit, administer, operate)

/// Whether a role held in `held` reaches into `asked`.
constexpr bool covers(Programme held, Programme asked) { return held == Programme::all || held == asked; }

}  // namespace seethrough::access
