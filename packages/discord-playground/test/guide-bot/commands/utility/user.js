const { SlashCommandBuilder } = require('discord.js');

module.exports = {
  data: new SlashCommandBuilder().setName('user').setDescription('Provides information about the user.'),
  async execute(interaction) {
    // interaction.user is the object representing the User who ran the command
    // interaction.guild is the object representing the Guild in which the command was run
    await interaction.reply(`This command was run by ${interaction.user.username} in ${interaction.guild.name}.`);
  },
};
