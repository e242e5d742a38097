//! The unified format: `/v2/{videos|images|audio}/generations` (reference section 2).

use super::{
    SubmitParams, fields,
    request::{Request, percent_encoded},
};
use dailies_model::{Medium, RemoteId};

const fn path(medium: Medium) -> &'static str {
    match medium {
        Medium::Film => "/v2/videos/generations",
        Medium::Still => "/v2/images/generations",
        Medium::Sound => "/v2/audio/generations",
    }
}

/// `images` and `videos` are sent only when there are any: their presence says what kind of generation it is.
pub(super) fn submit_request(order: &SubmitParams<'_>) -> Request {
    Request::post_json(path(order.medium), fields::with_pictures(order))
}

pub(super) fn poll_request(medium: Medium, id: &RemoteId) -> Request {
    Request::get(format!("{}/{}", path(medium), percent_encoded(id.as_str())))
}

#[cfg(test)]
mod tests;
