const { createClient, getReferralAnalytics } = require("joy-loyalty-client");

const joy = createClient({
  server: process.argv[2],
  auth: { JoyAuth: "app-key", JoySecretAuth: "secret-key" },
});
getReferralAnalytics(joy).then(({ data }) => console.log(data.countCouponCodeUsage));
