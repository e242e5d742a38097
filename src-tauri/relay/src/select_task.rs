//! Reduces an answer that lists several tasks to the requested one.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    json,
};
use dailies_model::RemoteId;

/// How much of an answer is searched, in values.
const MOST_VALUES: usize = 10_000;
/// Fields that name a task, in plain names.
const NAMES: &[&str] = &["id", "taskid", "jobid", "videoid", "generationid", "uuid", "requestid"];

/// `answer` without the tasks beside the one of this name. One that does not hold it is left as it is.
pub(super) fn select<'a>(answer: &'a Answer, id: &RemoteId) -> Cow<'a, Answer> {
    let Content::Json(value) = &answer.content else { return Cow::Borrowed(answer) };
    let mut whole = json::unfolded(value);
    if !narrow(&mut whole, id.as_str()) {
        return Cow::Borrowed(answer);
    }
    Cow::Owned(Answer { content: Content::Json(whole), ..answer.clone() })
}

/// Whether anything was left out.
fn narrow(whole: &mut Value, id: &str) -> bool {
    let mut is_narrowed = false;
    let mut open = vec![whole];
    for _ in 0..MOST_VALUES {
        let Some(value) = open.pop() else { break };
        match value {
            Value::Array(items) => {
                is_narrowed |= keep_own(items, id);
                open.extend(items.iter_mut().filter(|item| item.is_object()));
            }
            Value::Object(fields) => {
                // A map of tasks by their names.
                if fields.len() > 1 && fields.values().all(Value::is_object) && fields.contains_key(id) {
                    fields.retain(|name, _| name == id);
                    is_narrowed = true;
                }
                open.extend(fields.values_mut().filter(|field| field.is_object() || field.is_array()));
            }
            _ => {}
        }
    }
    is_narrowed
}

/// Leaves only the object of this name in a list, where others beside it have other names.
fn keep_own(items: &mut Vec<Value>, id: &str) -> bool {
    let has_own = items.iter().any(|item| is_of(item, id));
    let has_others =
        items.iter().any(|item| !is_of(item, id) && NAMES.iter().any(|name| json::field(item, name).is_some()));
    if has_own && has_others {
        items.retain(|item| is_of(item, id));
    }
    has_own && has_others
}

fn is_of(item: &Value, id: &str) -> bool {
    NAMES.iter().filter_map(|name| json::field(item, name)).filter_map(json::plain).any(|name| name == id)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn narrowed(value: Value) -> Value {
        match select(&Answer::json(200, value), &RemoteId("t1".to_owned())).into_owned().content {
            Content::Json(value) => value,
            Content::Text(text) => panic!("{text}"),
        }
    }

    #[test]
    fn only_the_task_that_was_asked_for_counts() {
        let own = || json!({"id": "t1", "status": "completed"});
        let other = || json!({"id": "t0", "status": "failed"});
        assert_eq!(narrowed(json!({"data": [other(), own()]})), json!({"data": [own()]}));
        assert_eq!(narrowed(json!([other(), own()])), json!([own()]));
        assert_eq!(narrowed(json!({"data": {"t0": other(), "t1": own()}})), json!({"data": {"t1": own()}}));
        assert_eq!(
            narrowed(json!({"data": [{"taskId": "t0"}, {"taskId": "t1"}]})),
            json!({"data": [{"taskId": "t1"}]})
        );
        for same in [
            json!({"data": [other()]}),
            json!({"id": "t1", "videos": [{"id": "v1"}, {"id": "v2"}]}),
            json!({"data": [{"id": "t1", "url": "a"}, {"id": "t1", "url": "b"}]}),
            json!({"t1": "x", "data": {}}),
        ] {
            assert_eq!(narrowed(same.clone()), same);
        }
    }
}
