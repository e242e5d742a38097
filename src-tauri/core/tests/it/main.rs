//! The studio's rooms together: against real files, real HTTP and the simulator.

mod bindings;
mod door;
mod key;
mod layers;
mod loopback;
mod media;
mod queue;
mod restart;
mod support;
