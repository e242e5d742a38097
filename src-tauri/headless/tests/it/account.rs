//! What a connection knows of itself, and the help with writing that it gives: against the simulator.

use dailies_core::model::{
    Change, Connection, DraftCheck, ModelOption, Origin, TestResult, WritingId, WritingModel, WritingStep,
};
use serde_json::{Value, json};

use crate::support::{Room, patiently, relay, sora};

#[tokio::test(flavor = "multi_thread")]
async fn a_test_tells_models_prices_and_balance() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.set_balance(12.5);
    let id = room.connection().await.id;
    let tested: Connection = room.call("test_connection", json!({ "id": id })).await;
    let Some(TestResult::Works { model_count, models, prices: Some(prices), lists_jobs, .. }) =
        tested.last_test.map(|t| t.result)
    else {
        panic!("no prices")
    };
    assert!(lists_jobs && model_count >= 20);
    assert!(models.is_empty() && prices.is_empty(), "lists do not go along with every change");
    assert_eq!(tested.balance.and_then(|balance| balance.left_micros), Some(12_500_000));

    let options: Vec<ModelOption> = room.call("list_models", json!({ "id": id })).await;
    let described = options.iter().filter(|option| option.origin != Origin::Nobody);
    for option in described {
        assert_eq!(option.offered, Some(true), "the simulator offers all that ships: {}", option.id);
    }
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft(&room).await })).await;
    assert!(check.problems.is_empty() && check.cost_micros.is_some_and(|micros| micros > 0), "{check:?}");
}

async fn draft(room: &Room) -> Value {
    json!({ "connection_id": room.connection().await.id, "generation": sora("a dusk sea"), "variations": 1 })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_balance_is_asked_for_after_a_job() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.set_balance(10.0);
    let mut changes = room.studio.changes();
    room.generate("a dusk sea", 1).await;
    let left = patiently("the balance", async {
        loop {
            if let Ok(Change::Connection { connection }) = changes.recv().await
                && let Some(balance) = connection.balance
            {
                return balance.left_micros;
            }
        }
    })
    .await;
    assert!(left.is_some_and(|micros| micros < 10_000_000), "{left:?}");
}

async fn writing(room: &Room, task: Value) -> (WritingId, tokio::sync::broadcast::Receiver<Change>) {
    let id = room.connection().await.id;
    let _: Connection = room.call("test_connection", json!({ "id": id })).await;
    let models: Vec<WritingModel> = room.call("list_writing_models", json!({ "id": id })).await;
    let changes = room.studio.changes();
    let request = json!({ "connection_id": id, "model": models[0].id, "task": task });
    (room.call("start_writing", json!({ "request": request })).await, changes)
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_help_comes_in_pieces_and_is_whole_at_the_end() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let (id, mut changes) = writing(&room, json!({ "task": "improve", "prompt": "a dusk sea" })).await;
    let (pieces, text) = patiently("the answer", async {
        let mut pieces = 0;
        loop {
            match changes.recv().await {
                Ok(Change::Writing { id: of, step: WritingStep::Text { .. } }) if of == id => pieces += 1,
                Ok(Change::Writing { id: of, step: WritingStep::Done { text, tokens } }) if of == id => {
                    assert!(tokens.is_some_and(|tokens| tokens > 0), "the relay tells what it took");
                    return (pieces, text);
                }
                Ok(Change::Writing { step, .. }) => panic!("{step:?}"),
                _ => {}
            }
        }
    })
    .await;
    assert!(pieces > 1 && text.contains("sea") && text.len() > "a dusk sea".len(), "{text}");
    assert_eq!(relay.accepted_count(), 0, "no film was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_help_that_is_stopped_says_nothing_more() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.add_fault(dailies_simulator::Fault::Slow { on: dailies_simulator::Route::Chat, delay_ms: 60_000 });
    let (id, mut changes) = writing(&room, json!({ "task": "translate", "prompt": "黄昏的海" })).await;
    let () = room.call("stop_writing", json!({ "id": id })).await;
    let again = json!({ "id": id });
    let () = room.call("stop_writing", again).await;
    let heard = crate::support::drain(&mut changes);
    assert!(!heard.iter().any(|change| matches!(change, Change::Writing { .. })), "{heard:?}");
}
