//! What an account offers: `GET /v1/models` (reference section 7).

use std::collections::HashSet;

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    complaint::Complaint,
    request::Request,
    submission,
};
use crate::model::{Charged, Failure, Meaning, ModelId};

pub(super) fn models_request() -> Request {
    Request::get("/v1/models".to_owned())
}

/// Every model in the order of the answer, each once. A page with status 200, as a web site at the same address gives it,
/// is no list.
pub(super) fn parse_models(answer: &Answer) -> Result<Vec<ModelId>, Failure> {
    match &answer.content {
        Content::Json(value) if answer.is_success() && value["data"].is_array() => Ok(models(&value["data"])),
        _ if (300..400).contains(&answer.status) => Err(submission::redirected(answer)),
        _ => Err(failure(answer)),
    }
}

fn models(list: &Value) -> Vec<ModelId> {
    let ids = list.as_array().into_iter().flatten().filter_map(|model| model["id"].as_str());
    let mut seen = HashSet::new();
    ids.map(str::trim).filter(|id| !id.is_empty() && seen.insert(*id)).map(|id| ModelId(id.to_owned())).collect()
}

fn failure(answer: &Answer) -> Failure {
    let complaint = Complaint::of(answer);
    let meaning = match Complaint::find(answer) {
        None if answer.is_success() => Meaning::Unreadable,
        _ => complaint.meaning(answer.status),
    };
    complaint.failure(meaning, Charged::No)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn models_come_in_order_and_once() {
        let answer = Answer::json(
            200,
            json!({"success": true, "object": "list", "data": [
                {"id": "veo3.1", "object": "model"}, {"id": "sora-2"}, {"id": "veo3.1"}, {"id": ""}, {"name": "x"}, 7
            ]}),
        );
        assert_eq!(parse_models(&answer), Ok(vec![ModelId("veo3.1".into()), ModelId("sora-2".into())]));
    }

    #[test]
    fn an_account_may_offer_nothing() {
        assert_eq!(parse_models(&Answer::json(200, json!({"data": []}))), Ok(vec![]));
    }

    #[test]
    fn what_is_no_list_is_explained() {
        let meaning = |answer: &Answer| parse_models(answer).unwrap_err().meaning;
        assert_eq!(meaning(&Answer::json(401, json!({"error": {"message": "no such key"}}))), Meaning::Key);
        assert_eq!(meaning(&Answer::json(200, json!({"error": {"message": "invalid token"}}))), Meaning::Key);
        assert_eq!(meaning(&Answer::text(200, "<html><title>Shop</title></html>")), Meaning::Unreadable);
        assert_eq!(meaning(&Answer::text(404, "")), Meaning::Gone);
        assert_eq!(meaning(&Answer::text(301, "")), Meaning::Invalid);
    }
}
