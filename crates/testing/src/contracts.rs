//! What `replication::host` promises of a carrier and of a replica store: each function is one promise, and the real ones and
//! the simulated ones keep them all. Where they differ, the simulation proves nothing of the program.

pub mod carrier;
pub mod replica_store;

/// One test for each promise of a contract: on a new one of `$kind`, whose future `$run` waits for.
#[macro_export]
macro_rules! promises {
    ($contract:ident, $kind:ty, $run:path: $($promise:ident)*) => {
        $(
            #[test]
            fn $promise() {
                $run(async {
                    let mut new = <$kind as $crate::contracts::$contract::Subject>::new().await;
                    $crate::contracts::$contract::$promise(&mut new).await;
                });
            }
        )*
    };
}
