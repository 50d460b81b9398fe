// Inspection complaints (信访举报) as the interface has them: campaigns, batches, what is due, a case and what belongs to it.

import { useQuery } from "@tanstack/react-query";
import { t } from "../language";
import { api, sendOnce, take, type Schemas } from "./client";
import { useOrgans, usePlaces } from "./queries";
import { may, useSession } from "./session";

export type CaseState = Schemas["CaseState"];
export type Channel = Schemas["CaseChannel"];
export type Finding = Schemas["CaseFinding"];
export type Closure = Schemas["CaseClosure"];
export type LadderStep = Schemas["LadderStep"];
export type Satisfaction = Schemas["Satisfaction"];
export type EvidenceStage = Schemas["EvidenceStage"];
export type Unit = Schemas["CaseUnit"];
export type Campaign = Schemas["Campaign"];
export type Batch = Schemas["CaseBatch"];
export type BatchHeader = Schemas["CaseBatchHeader"];
export type ComplaintDesk = Schemas["CaseDesk"];
export type DeskGroup = Schemas["CaseDeskGroup"]["id"];
export type DeskRow = Schemas["CaseDeskRow"];
export type CaseStory = Schemas["CaseStory"];
export type Evidence = Schemas["CaseEvidence"];
export type PublicText = Schemas["PublicText"];
export type Preview = Schemas["TextPreview"];
export type Rates = Schemas["CaseRates"];
export type Suggestion = Schemas["CaseSuggestion"];
/// A row of the list of cases.
export interface CaseRow { id: string; campaign: string; batch: string; day: string; place: number; type: string; channel: Channel; key_case: boolean; state: CaseState; finding: Finding | ""; due: string | null; unit: string }

export const fetchCampaigns = () => take(api.GET("/api/v1/complaint-campaigns"));
export const fetchBatches = (campaign: string | undefined) => take(api.GET("/api/v1/complaint-batches", { params: { query: campaign ? { campaign } : {} } }));
export const fetchDesk = () => take(api.GET("/api/v1/complaint-desk", { params: { query: { days: 1 } } }));
export const fetchCases = async (query: Record<string, string | number>): Promise<{ records: CaseRow[]; total: number; next?: string }> =>
  (await take(api.GET("/api/v1/complaints", { params: { query: query as never } }))) as unknown as { records: CaseRow[]; total: number; next?: string };
/// With a reason, whoever may see personal data gets the letter in full, and the look is put on record.
export const fetchCase = (id: string, reason?: string) => take(api.GET("/api/v1/complaints/{id}/case", { params: { path: { id }, query: reason ? { reason } : {} } }));
export const fetchSimilar = (id: string) => take(api.GET("/api/v1/complaints/{id}/similar", { params: { path: { id } } }));
export const suggest = (campaign: string, text: string) => take(api.POST("/api/v1/complaint-suggestion", { body: { campaign, text } }));
export const preview = (id: string, text: PublicText) => take(api.POST("/api/v1/complaints/{id}/preview", { params: { path: { id } }, body: text }));
export const fetchRates = (query: { campaign?: string; from?: string; to?: string }) => take(api.GET("/api/v1/complaint-rates", { params: { query } }));

export const useCampaigns = () => useQuery({ queryKey: ["complaint-campaigns"], queryFn: fetchCampaigns, staleTime: 60_000 });

/// A case as a clerk enters it: the server keeps complainant, telephone and text in the vault and gives the command with the
/// vault's commitment to them. Its members are the columns of a cases file.
export interface NewCase {
  campaign: string; number: string; batch: number; day: string; place: number; type: string; further_types?: string[]; issues?: number; channel: Channel; key_case: boolean; split_from: string;
  complainant: string; phone: string; text: string;
}
export const registerCase = (one: NewCase): Promise<Schemas["Accepted"]> =>
  sendOnce("/api/v1/complaints", { ...one, further_types: one.further_types?.join("、") });
/// A measure, whose wording the vault keeps; without `text` the wording stays as it is.
export const recordMeasure = (id: string, one: { campaign: string; day: string; measure: number; goal: string; done: boolean; text?: string }): Promise<Schemas["Accepted"]> =>
  sendOnce(`/api/v1/complaints/${encodeURIComponent(id)}/measures`, one);

export interface Uploaded { digest: string; media_type: string; size: number; public_digest?: string; not_public?: string }
type Call = (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
/// Uploads a file as it is; the answer names it by its content.
export const upload = async (file: File): Promise<Uploaded> => (await take((api.POST as unknown as Call)("/api/v1/evidence", {
  body: file, bodySerializer: (body: unknown) => body, headers: { "Content-Type": file.type || "application/octet-stream" },
}))) as Uploaded;
export const evidenceAddress = (digest: string): string => `/api/v1/evidence/${digest}`;

/// What units are called: the organ by its name where organs may be read, else as it is written.
export function useUnits(): { name: (unit: Unit) => string; organs: { value: string; label: string }[]; ofKey: (key: string) => string } {
  const places = usePlaces();
  const organs = useOrgans(may(useSession(), "read_accounts"));
  const name = ({ place, organ }: Unit): string => organ ? organs.name(organ) : t(`${places.name(place)}（政府）`, `${places.name(place)} (government)`);
  return {
    name, organs: organs.options,
    ofKey: (key) => { const [, place, organ] = /^(\d+)(?:-(.*))?$/.exec(key) ?? []; return place ? name({ place: Number(place), organ: organ ?? "" }) : key; },
  };
}
export const unitKey = ({ place, organ }: Unit): string => `${place}-${organ}`;
export const unitOf = (key: string): Unit => { const dash = key.indexOf("-"); return { place: Number(key.slice(0, dash)), organ: key.slice(dash + 1) }; };

export const campaignName = (one: Campaign): string => t(one.name_zh, one.name_en);
